### Mengapa foto ditolak, dan apa yang harus dilakukan

photo-empty = Berkas ini kosong. Salin kembali dari ponsel atau kamera
photo-not-a-picture = Berkas ini bukan foto. Pilih foto, misalnya JPEG, PNG, HEIC, atau TIFF hasil pemindaian
photo-heic = Jenis foto HEIC ini tidak dapat dibaca. Atur kamera ponsel ke “Paling Kompatibel”, atau simpan foto sebagai JPEG
photo-video = Ini video. Pilih foto, bukan rekaman video
photo-rare-jpeg = Jenis JPEG ini tidak dapat dibaca. Buka dengan program pengolah gambar dan simpan sebagai JPEG biasa
photo-unsupported = Jenis { $format } ini tidak dapat dibaca. Buka dengan program pengolah gambar dan simpan sebagai JPEG atau PNG
photo-file-too-large = Ukuran berkas { $size }, paling besar { $max }. Simpan salinan yang lebih kecil atau ambil foto ulang
photo-too-many-pixels = Foto berukuran { $width } × { $height } piksel, terlalu besar untuk dibuka. Simpan salinan yang lebih kecil, paling besar { $megapixels } megapiksel
photo-too-small = Foto hanya { $width } × { $height } piksel, paling kecil { $long } × { $short }. Ambil ulang dari jarak lebih dekat atau dengan resolusi lebih tinggi
photo-damaged = Foto rusak atau belum tersalin seluruhnya. Salin kembali atau ambil foto baru
photo-locked = PDF ini terkunci dengan kata sandi. Cetak ke PDF baru, atau simpan tanpa kata sandi
photo-no-pages = PDF ini tidak memiliki halaman. Simpan ulang, atau foto dokumennya
photo-too-slow = Berkas terlalu lama dibuka. Simpan sebagai JPEG atau PNG, atau ambil foto baru
photo-stopped = Berkas tidak dapat dibuka dengan aman. Simpan sebagai JPEG atau PNG, atau ambil foto baru
photo-cannot-fit = Foto tidak dapat disesuaikan dengan batas pengiriman. Pangkas seperlunya lalu coba lagi
photo-read-not-found = Berkas tidak ditemukan. Periksa lokasi dan namanya
photo-read-folder = Ini folder. Pilih foto di dalamnya
photo-read-not-a-file = Ini bukan berkas biasa. Pilih foto, misalnya JPEG, PNG, HEIC, atau TIFF hasil pemindaian
photo-read-no-permission = Anda tidak memiliki izin membaca berkas ini. Salin ke folder Anda sendiri atau minta akses
photo-read-changed = Berkas berubah saat sedang dibaca. Tunggu hingga selesai disimpan, lalu coba lagi
photo-read-stalls = Drive tempat berkas ini tidak merespons. Periksa koneksinya, atau salin dahulu berkasnya ke komputer ini
photo-read-other = Berkas tidak dapat dibaca. Pastikan media penyimpanannya masih tersambung, lalu coba lagi

photo-no-dialog = Dialog berkas sistem tidak dapat dibuka
photo-no-dialog-hint = Ketik lokasi berkas, jatuhkan berkas di sini, atau tempel
photo-no-slot-left = { $count } berkas tidak mendapat tempat kosong dan tidak dimuat
photo-nothing-to-paste = Papan klip tidak berisi foto
photo-nothing-to-paste-hint = Salin foto, atau berkas di pengelola berkas
