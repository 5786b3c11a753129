# Kamera

camera-hold-card = Pegang kartu identitas rata di dalam bingkai, tanpa pantulan cahaya, hingga keempat tepinya terlihat
camera-hold-selfie = Wajah di dalam oval, kartu identitas di bawahnya, keduanya cukup terang
camera-hold-page = Pegang halaman tegak di dalam bingkai hingga keempat tepinya terlihat
camera-hold-gesture = Wajah di dalam oval, lakukan gerakan dan tahan sampai foto diambil
camera-look = Apakah semuanya tajam dan mudah dibaca? Seperti inilah foto akan dikirim
camera-next = Berikutnya: { $slot }
camera-last = Ini gerakan terakhir yang masih kosong
camera-picture = Yang dilihat kamera
camera-picture-taken = Foto yang diambil
camera-countdown = Hitung mundur 3 detik
camera-device = Kamera
camera-device-choose = Pilih kamera
camera-device-search = Cari kamera
camera-device-none = Tidak ada kamera dengan nama ini
camera-take = Ambil foto
camera-stop = Hentikan hitung mundur
camera-use = Gunakan
camera-again = Ambil ulang
camera-starting = Kamera sedang dinyalakan
camera-taking = Foto sedang diambil, jangan bergerak
camera-dark = Terlalu gelap, nyalakan lampu atau menghadap ke jendela
camera-look-again = Cari lagi

camera-none = Kamera tidak ditemukan
camera-none-hint = Sambungkan kamera lalu cari lagi, atau pilih berkas foto
camera-denied = Program ini tidak diizinkan memakai kamera
camera-denied-linux = Minta administrator menambahkan Anda ke grup “video”, lalu masuk kembali ke sistem
camera-denied-windows = Buka Pengaturan, Privasi & keamanan, Kamera, lalu izinkan aplikasi desktop memakai kamera
camera-denied-macos = Buka Pengaturan Sistem, Privasi & Keamanan, Kamera, lalu aktifkan program ini
camera-busy = Kamera sedang dipakai program lain
camera-busy-hint = Tutup panggilan video dan program lain yang memakai kamera, lalu cari lagi
camera-gone = Sambungan kamera terputus
camera-gone-hint = Periksa kabelnya, sambungkan kembali kamera, lalu cari lagi
camera-silent = Kamera tidak memberikan gambar
camera-silent-hint = Buka penutup lensanya, cabut lalu sambungkan kembali kamera, kemudian cari lagi
camera-format = Gambar dari kamera ini tidak dapat dibaca
camera-format-hint = Pilih kamera lain, atau pilih berkas foto
camera-other = Kamera tidak dapat dinyalakan
camera-other-hint = Cabut lalu sambungkan kembali kamera, kemudian cari lagi
camera-asleep = Kamera dimatikan karena tidak ada kegiatan selama dua menit
camera-asleep-hint = Cari lagi bila nasabah sudah siap

help-space = Ambil foto dengan kamera
