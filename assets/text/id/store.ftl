### Penyimpanan kasus terenkripsi: apa yang tidak dapat dilakukannya, dan mengapa tidak dapat dibuka

store-case-not-found = Kasus ini sudah tidak ada
store-conflict = Kasus ini sementara itu diubah di tempat lain
store-conflict-hint = Buka kembali untuk melihat keadaannya sekarang
store-illegal = Hal ini tidak dapat dilakukan pada kasus dalam keadaannya sekarang
store-illegal-hint = Buka kembali untuk melihat keadaannya sekarang
store-disk-full = Penyimpanan komputer penuh
store-disk-full-hint = Kosongkan sebagian; yang tersimpan sebelumnya tetap ada
store-read-only = Penyimpanan kasus tidak dapat ditulis
store-read-only-hint = Periksa izin folder data
store-busy = Jendela atau perintah lain terlalu lama menulis
store-cases-damaged = Ada yang rusak dalam penyimpanan kasus
store-cases-damaged-hint = Pulihkan cadangan terakhir, atau hubungi bagian TI
store-failed = Penyimpanan kasus gagal ({ $why })
store-not-open = Penyimpanan kasus tidak terbuka

store-needs-passphrase = Frasa sandi diperlukan untuk membuka penyimpanan kasus
store-wrong-passphrase = Frasa sandi tidak benar
store-weak-passphrase = Frasa sandi harus memiliki sedikitnya { $min } karakter
store-key-missing = Kunci penyimpanan { $path } tidak ada di keyring
store-wrong-key = Kunci di keyring tidak membuka penyimpanan { $path }
store-key-missing-hint = Kembalikan keyring yang berisi kuncinya, pulihkan cadangan, atau sisihkan penyimpanan ini dan mulai yang baru
store-keyring-gone = Kunci penyimpanan ada di keyring, tetapi layanan keyring tidak berjalan
store-keyring-gone-hint = Jalankan layanan keyring, lalu mulai ulang program ini
store-keyring-locked = Kunci penyimpanan ada di keyring yang sedang terkunci
store-keyring-locked-hint = Buka kunci keyring, lalu coba lagi
store-file-damaged = Penyimpanan { $path } rusak; berkasnya dibiarkan apa adanya
store-file-damaged-hint = Pulihkan cadangan, atau sisihkan penyimpanan ini dan mulai yang baru
store-foreign = { $path } bukan penyimpanan program ini; berkasnya dibiarkan apa adanya
store-too-new = Penyimpanan { $path } ditulis oleh versi program yang lebih baru
store-too-new-hint = Pasang versi yang lebih baru
store-in-use = Penyimpanan { $path } sedang dipakai jendela atau perintah lain
store-in-use-hint = Tutup terlebih dahulu, lalu coba lagi
store-file-read-only = { $path } tidak dapat ditulis
store-file-read-only-hint = Periksa izin folder data
store-not-opened = Penyimpanan { $path } tidak dapat dibuka ({ $why })
