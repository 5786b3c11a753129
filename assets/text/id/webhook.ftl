### Webhook: URL-nya, yang masuk, penerimanya

webhook-url-empty = Isi URL yang akan dipanggil oleh vendor
webhook-url-long = URL lebih panjang dari { $count } karakter
webhook-url-none = Ini bukan URL
webhook-url-login = URL memuat nama pengguna atau kata sandi
webhook-url-insecure = URL ini tidak terenkripsi
webhook-url-hint = URL diawali https:// dan dicetak oleh “tcdx-desk webhook listen”
webhook-no-random = Sistem tidak memberikan bilangan acak
webhook-no-certificate = { $path } tidak memuat sertifikat dalam bentuk PEM
webhook-no-key = { $path } tidak memuat kunci privat dalam bentuk PEM tanpa frasa sandi
webhook-no-pair = Sertifikat dan kuncinya tidak berpasangan
webhook-no-pair-hint = Berikan sertifikat lebih dahulu, lalu sertifikat penerbitnya, dan kunci pasangannya

## Di terminal
cli-webhook-open = Siapa pun yang dapat menjangkau alamat ini dapat membaca kiriman vendor
cli-webhook-open-hint = Berikan --cert dan --key, atau --behind-proxy bila proksi di depannya memakai https
cli-webhook-failed = Alamat ini tidak dapat dipakai untuk menerima panggilan ({ $why })
cli-webhook-failed-hint = Pilih alamat lain dengan --listen
cli-webhook-listening = Panggilan vendor diterima; “tcdx-desk webhook register” memberitahukan URL-nya kepada vendor
cli-webhook-new-path = Jalur lama berlaku sampai penerima dimulai ulang; setelah itu daftarkan URL yang baru
cli-webhook-training = Dalam pelatihan, sandbox memanggil program ini dengan sendirinya: tidak ada yang perlu didaftarkan
