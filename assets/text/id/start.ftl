### Yang menghalangi program dimulai, dan apa yang harus dilakukan

start-library = Pustaka yang diperlukan jendela tidak ada di komputer ini: { $names }
start-library-hint = Minta bagian TI memasangnya. Debian dan Ubuntu: “apt install { $debian }”. Fedora: “dnf install { $fedora }”
start-unreachable = Layar sesi ini tidak dapat dijangkau
start-unreachable-hint = Masuk lagi ke desktop dan mulai program di sana
start-no-opengl = Driver grafis komputer ini tidak dapat menggambar jendela, dan tanpa driver pun tidak berhasil
start-driver-linux = Minta driver grafis kepada bagian TI. Debian dan Ubuntu: “apt install libgl1-mesa-dri libegl-mesa0 libglx-mesa0”. Fedora: “dnf install mesa-dri-drivers mesa-libEGL mesa-libGL”
start-driver-other = Minta kepada bagian TI driver grafis dari pembuat komputer ini, atau dari desktop jarak jauh
start-software = Driver grafis komputer ini tidak menyediakan OpenGL. Jendela digambar tanpa OpenGL, sehingga bisa lebih lambat
start-software-try = Driver grafis tidak menyediakan OpenGL: jendela sekarang digambar tanpa OpenGL. “tcdx-desk --software-rendering” langsung melakukannya
start-raised = TCDX Desk sudah terbuka; jendelanya ditampilkan ke depan
start-silent = TCDX Desk sudah terbuka, tetapi jendelanya tidak menjawab
start-silent-hint = Tunggu sebentar dan cari jendelanya di bilah tugas. Jika tetap begitu, akhiri “tcdx-desk” di pemantau sistem atau Task Manager, lalu mulai lagi: yang sudah tersimpan tetap ada
trouble-title = TCDX Desk tidak dapat dimulai
start-copy = Salin
start-copied = Tersalin
start-aside = Sisihkan dan mulai
start-aside-note = “Sisihkan dan mulai” menyimpan berkas itu utuh dengan nama lain dan memulai dengan pengaturan bawaan. Nasabah, profil dan rahasia tidak ada di berkas ini
start-aside-done = Pengaturan tidak dapat dibaca. Berkasnya disimpan di { $path }; jendela dimulai dengan pengaturan bawaan

store-not-a-folder = { $path } bukan folder dan tidak dapat dijadikan folder: ada berkas di tempatnya
store-not-a-folder-hint = Pindahkan berkas itu, atau sebutkan folder lain dengan --home atau TCDX_DESK_HOME
store-folder-busy = Jendela atau perintah lain terlalu lama menulis di { $path }
store-folder-busy-hint = Tunggu sampai selesai, lalu coba lagi
store-not-a-file-hint = Ada folder atau benda lain di tempatnya; pindahkan
store-read-hint = Periksa izinnya: berkas harus milik orang yang bekerja di sini
store-full-hint = Disk penuh: kosongkan ruang, lalu mulai lagi. Yang sudah tersimpan masih ada
store-read-only-medium-hint = Disk atau drive jaringan hanya dapat dibaca. Hubungi bagian TI, atau sebutkan folder lain dengan --home atau TCDX_DESK_HOME
store-no-permission-hint = Folder harus milik orang yang bekerja di sini. Minta izinnya kepada bagian TI, atau sebutkan folder lain dengan --home atau TCDX_DESK_HOME
store-bad-profile-line = Profil dalam { $path } tidak dapat dipakai: { $name }, baris { $line }
store-unknown = Versi ini tidak mengenal “{ $name }” di { $path }: baris { $line }, kolom { $column }
store-unknown-hint = Mungkin ditulis oleh versi yang lebih baru: perbarui program. Jika salah ketik, perbaiki. Berkas dibiarkan apa adanya

doctor-libraries = Pustaka
doctor-libraries-there = semua yang diperlukan jendela tersedia
