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

webhook-title = Webhook
webhook-subtitle = Vendor memanggil URL ini saat pemeriksaan selesai; setiap pemberitahuan dikonfirmasi sebelum status berubah
webhook-url = URL
webhook-url-helper = Minta ke bagian TI: alamat yang ditampilkan “tcdx-desk webhook listen” di komputer penerima
webhook-register = Daftarkan
webhook-registering = Mendaftarkan URL…
webhook-registered = Mulai sekarang vendor memanggil URL yang baru
webhook-not-now = URL dapat didaftarkan setelah server dan penyimpanan dapat dijangkau
webhook-not-registered = URL ini belum diberitahukan kepada TCDX
webhook-last = Terakhir didaftarkan
webhook-last-at = { $url } · { $time }
webhook-never = Belum ada yang didaftarkan dari sini
webhook-copy = Salin URL yang didaftarkan
webhook-training = Dalam pelatihan, sandbox memanggil program ini dengan sendirinya; tidak ada yang didaftarkan
webhook-training-on = Menerima
webhook-training-off = Tidak menerima
webhook-training-wait = Memulai

## Yang masuk
webhook-arrivals = Pemberitahuan dari vendor
webhook-reading = Membaca pemberitahuan dari vendor…
webhook-read-again = Baca lagi
webhook-none = Belum ada pemberitahuan dari vendor
webhook-none-text = Pemberitahuan dari vendor tercantum di sini, beserta hasilnya
webhook-no-customer = Tanpa nasabah
webhook-said = Level { $level } · { $status }
webhook-unreadable = Tidak dapat dibaca
webhook-repeats = masuk { $count } kali lagi
webhook-new = Menunggu
webhook-confirmed = Terkonfirmasi
webhook-unconfirmed = Tidak terkonfirmasi
webhook-refused = Ditolak
webhook-not-json = Bukan JSON
webhook-wrong-fields = Bukan isian webhook
webhook-wrong-level = Level selain 1 dan 2
webhook-forged = Tanda tangan tidak cocok
webhook-unknown-customer = Nasabah ini tidak dikenal
webhook-unknown-status = Status ini tidak dikenal
webhook-differs = Server memberitahukan status lain
webhook-not-awaited = Tidak ada kiriman yang menunggu jawaban ini
webhook-not-answered = Server menolak pertanyaan tentang nasabah ini

## Di terminal
cli-webhook-open = Siapa pun yang dapat menjangkau alamat ini dapat membaca kiriman vendor
cli-webhook-open-hint = Berikan --cert dan --key, atau --behind-proxy bila proksi di depannya memakai https
cli-webhook-failed = Alamat ini tidak dapat dipakai untuk menerima pemberitahuan ({ $why })
cli-webhook-failed-hint = Pilih alamat lain dengan --listen
cli-webhook-listening = Pemberitahuan dari vendor diterima; “tcdx-desk webhook register” memberitahukan URL-nya kepada vendor
cli-webhook-new-path = Jalur lama berlaku sampai penerima dimulai ulang; setelah itu daftarkan URL yang baru
cli-webhook-training = Dalam pelatihan, sandbox memanggil program ini dengan sendirinya: tidak ada yang perlu didaftarkan
