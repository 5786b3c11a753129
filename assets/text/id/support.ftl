### Catatan teknis dan bantuan

logs-not-written = Catatan teknis tidak dapat ditulis ke { $path }. Program tetap berjalan tanpa catatan
logs-title = Catatan teknis dan bantuan
logs-subtitle = Catatan teknis beberapa hari terakhir, tanpa data nasabah
logs-level = Yang dicatat
logs-off = Tidak ada
logs-error = Kesalahan
logs-warn = Peringatan
logs-info = Biasa
logs-debug = Semua
logs-level-helper = “Biasa” sudah cukup untuk tim bantuan. Program menyimpan paling banyak 50 MB, dan tidak lebih lama dari 30 hari
logs-folder = Folder
logs-folder-copy = Salin alamat folder catatan
support-save = Simpan berkas bantuan…
support-save-helper = Satu berkas berisi versi, pengaturan, dan catatan teknis, tanpa data nasabah, nama, dan kunci. Kirimkan kepada tim yang membantu Anda
support-saved = Berkas bantuan sudah disimpan
support-not-saved = Berkas bantuan tidak dapat disimpan
support-not-saved-hint = Pilih folder lain, lalu coba lagi
support-written = Ditulis ke { $path }, berisi:
support-readme = Berkas bantuan TCDX Desk
    
    Isi berkas ini
    system.txt: versi program dan komputer, grafis, keyring, angka-angka penyimpanan
    doctor.txt: laporan “tcdx-desk doctor”, jika diminta
    settings.toml, profiles.toml: pengaturan dan profil; nama petugas dan kunci API diganti ***
    files.txt: nama dan ukuran berkas program ini; berkas lain dicantumkan tanpa namanya
    logs/: catatan teknis, paling banyak 5 MB, yang terbaru
    crash/: laporan saat program berhenti tiba-tiba
    
    Yang tidak ada di dalamnya
    Tidak ada data nasabah, foto, rahasia, penyimpanan, maupun daftar pilihan
    Alamat folder Anda sendiri diganti dengan ~
    
    Periksa isinya sebelum dikirim: semuanya teks biasa
