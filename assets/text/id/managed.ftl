### Konfigurasi terkelola: apa yang ditetapkan bagian TI untuk komputer ini

managed-by = Ditetapkan oleh { $by }
managed-title = Komputer ini dikelola oleh { $by }
managed-text = Yang bertanda gembok sudah ditetapkan dan tidak dapat diubah di sini
managed-contact = Pertanyaan: { $contact }
managed-locked = Ini ditetapkan oleh { $by } dan tidak dapat diubah di sini
managed-no-own = { $by } tidak mengizinkan profil sendiri
managed-add-locked = Hanya profil dari { $by }
managed-profile-locked = Profil yang dipakai ditetapkan oleh { $by }
managed-save-secret = Simpan rahasia
managed-no-secret = Ketik rahasianya lebih dahulu
managed-aside-title = Tidak dipakai di komputer ini
managed-aside = Profil Anda sendiri “{ $names }” tidak dipakai di sini: { $by } yang menentukan. Profil itu dan kasusnya tetap tersimpan di komputer ini
managed-profile-left = Profil “{ $name }” tidak dipakai lagi di komputer ini, sesuai ketetapan { $by }; yang dipakai sekarang “{ $used }”. Kasusnya tetap tersimpan di komputer ini

managed-hint = Program dapat dibuka lagi setelah bagian TI memperbaikinya
managed-no-place = Folder konfigurasi terkelola tidak diketahui
managed-unprotected = { $path } ditolak: harus milik root, dan tidak boleh dapat ditulisi pihak lain
managed-unprotected-hint = Minta bagian TI menjalankan: chown root dan chmod go-w padanya
managed-damaged = Konfigurasi terkelola ditolak: { $path }, baris { $line }, kolom { $column }: { $message }
managed-secret = Konfigurasi terkelola ditolak: { $path }, baris { $line }, kolom { $column }: { $key } tampak seperti rahasia, yang tidak boleh ada di sana
managed-secret-hint = Hapus dari berkas, lalu berikan rahasianya dengan “tcdx-desk profile set-secret NAME”
managed-both = Konfigurasi terkelola ditolak: { $path }, baris { $line }, kolom { $column }: { $key } ada di [defaults] dan juga di [locked]
managed-range = Konfigurasi terkelola ditolak: { $path }, baris { $line }, kolom { $column }: { $key } harus { $min } sampai { $max }
managed-text-wrong = Konfigurasi terkelola ditolak: { $path }, baris { $line }, kolom { $column }: { $key } harus berupa teks satu baris, tidak kosong dan tidak terlalu panjang
managed-unknown-profile = Konfigurasi terkelola ditolak: { $path }, baris { $line }, kolom { $column }: tidak ada profil { $name } dalam berkas ini
managed-bad-profile = Konfigurasi terkelola ditolak: { $path }, baris { $line }, kolom { $column }: profil { $name }: { $message }
managed-too-many = Konfigurasi terkelola ditolak: { $path }, baris { $line }, kolom { $column }: lebih dari { $max } profil

cli-secret-set = Rahasia { $name } sudah ada di keyring
cli-secret-training = Profil pelatihan tidak memerlukan rahasia
cli-secret-not-set-hint = Tidak ada yang diubah; jalankan layanan keyring lalu coba lagi
cli-secret-not-set = Tidak ada yang diubah

doctor-managed = Konfigurasi terkelola
doctor-managed-none = tidak ada di komputer ini
doctor-managed-there = { $path } oleh { $by }: { $locked } dikunci, { $defaults } bawaan, { $profiles } profil
doctor-managed-trial = dicoba, belum berlaku: { $path } oleh { $by }: { $locked } dikunci, { $defaults } bawaan, { $profiles } profil
doctor-managed-aside = profil Anda sendiri “{ $names }” tidak dipakai di sini
