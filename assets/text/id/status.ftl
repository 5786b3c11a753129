### Status KYC, pengiriman dan hasilnya, serta tempat foto

status-pending = Menunggu
status-approved = Disetujui
status-rejected = Ditolak
status-unknown = Belum diketahui
status-level = Tingkat 1 · sejak { $time }, { $length }
status-level-final = Tingkat 1 · sejak { $time }
status-level-open = Tingkat 1 · vendor belum menjawab
status-asking = Sedang menanyakan…
status-asked = Ditanyakan { $ago } lalu, lagi dalam { $next }
status-asked-soon = Ditanyakan { $ago } lalu, sebentar lagi ditanyakan
status-asked-final = Terakhir ditanyakan pukul { $time }, keputusan sudah final
status-seen = Tidak ada jawaban. Terakhir terlihat { $ago } lalu, lagi dalam { $next }
status-seen-soon = Tidak ada jawaban. Terakhir terlihat { $ago } lalu, sebentar lagi ditanyakan
status-never-seen = Belum ada jawaban, lagi dalam { $next }
status-never-seen-soon = Belum ada jawaban, sebentar lagi ditanyakan
status-not-connected = Tidak terhubung, status tidak ditanyakan
status-refresh = Perbarui
status-refresh-name = Tanyakan status sekarang
status-no-reason = Vendor tidak memberikan alasan
status-copy-id = Salin id nasabah
status-customer = Nasabah { $id }

happened-title = Riwayat
happened-subtitle = Terbaru di atas, disimpan sampai program ditutup
happened-none = Belum ada kejadian sejak program dibuka
happened-consent = Persetujuan diberikan
happened-consent-detail = { $time } · versi { $version }, { $staff }
happened-kept-age = Usia tidak lazim dipertahankan
happened-kept-birth-date = Tanggal lahir dipertahankan meski berbeda dengan NIK
happened-kept-gender = Jenis kelamin dipertahankan meski berbeda dengan NIK
happened-kept-province = Provinsi dipertahankan meski berbeda dengan NIK
happened-kept-detail = { $time } · “{ $reason }”
happened-signed = Disusun dan ditandatangani
happened-accepted = Terkirim dan diterima
happened-accepted-detail = { $time } · percobaan { $attempt } · { $staff }
happened-screening = Pemeriksaan
happened-screening-detail = { $time } · ditanyakan { $count } kali
happened-approved = Disetujui
happened-rejected = Ditolak
happened-rejected-why = Ditolak: { $reason }
happened-other = Status { $status }

## Mengirim
sending-title = Mengirim
sending-no-name = Nasabah tanpa nama
sending-subtitle = Biarkan program terbuka sampai jawaban diterima
sending-preparing = Menyiapkan: foto dikodekan dan permintaan ditandatangani
sending-uploading = Mengunggah
sending-waiting = Semua sudah terkirim, menunggu jawaban
sending-cancelling = Membatalkan
sending-progress = Bita terkirim
sending-amount = { $sent } dari { $total }
sending-rate = { $rate }/dtk
sending-warning = Jangan menutup program dan jangan mematikan komputer
sending-warning-detail = Jika koneksi terputus sekarang, tidak ada yang tahu apakah nasabah terdaftar
sending-cancel = Batalkan
sending-stop-waiting = Berhenti menunggu…
sending-stop-waiting-detail = Semua data sudah terkirim: jika berhenti sekarang, hasilnya tidak diketahui
sending-cancel-busy = Sedang dibatalkan, menunggu koneksi berakhir

## Terkirim
sent-title = Terkirim
sent-accepted = Diterima server
sent-facts = { $count } foto, { $size }, dalam { $secs } dtk
sent-status = Status KYC
sent-sandbox = Putuskan di halaman sandbox
sent-sandbox-hint = Dalam pelatihan Anda yang memutuskan: setujui atau tolak nasabah ini di halaman sandbox
sent-to-customers = Ke daftar nasabah
sent-next = Nasabah berikutnya
sent-gone = Nasabah ini tidak ada lagi dalam daftar

## Hasil tidak diketahui
unconfirmed-title = Hasilnya tidak diketahui
unconfirmed-subtitle = Pendaftaran terkirim; mungkin diterima, mungkin tidak
unconfirmed-meaning = Nasabah mungkin sudah terdaftar, mungkin belum. Mengirim ulang dapat mendaftarkan nasabah dua kali
unconfirmed-facts = Yang diketahui
unconfirmed-at = Dikirim
unconfirmed-when = { $time }, { $ago } lalu
unconfirmed-bytes = Bita yang terkirim
unconfirmed-came-back = Yang diterima
unconfirmed-email = Email
unconfirmed-identity = Nomor identitas
unconfirmed-copy-email = Salin alamat email
unconfirmed-next-steps = Yang perlu dilakukan
unconfirmed-step-ask = Tanyakan kepada vendor apakah nasabah dengan alamat email ini sudah terdaftar
unconfirmed-step-not = Jika belum, kirim ulang
unconfirmed-step-yes = Jika sudah, lanjutkan ke nasabah berikutnya: formulir dikosongkan
unconfirmed-back = Kembali ke formulir
unconfirmed-again = Kirim ulang…
unconfirmed-next = Nasabah berikutnya

### tempat foto
slot-good = Baik
slot-refused = Tidak diterima
slot-loading = Memuat
slot-missing = Belum ada
slot-required = Wajib
slot-optional = Opsional
slot-loading-text = Membaca foto…
slot-required-text = Tambahkan foto ini
slot-proof-required = Wajib karena kewarganegaraan bukan Indonesia
slot-proof-optional = Tidak perlu untuk warga negara Indonesia
slot-old-stands = Foto sebelumnya tetap dipakai
slot-hint = Seret, tempel, atau ketik lokasi berkas
slot-choose = Pilih…
slot-choose-name = Pilih berkas untuk { $slot }
slot-view = Lihat
slot-view-name = Lihat { $slot }
slot-replace = Ganti…
slot-replace-name = Ganti { $slot }
slot-paste = Tempel
slot-paste-name = Tempel { $slot }
slot-remove = Hapus
slot-remove-name = Hapus { $slot }
slot-path = Lokasi berkas { $slot }
slot-path-placeholder = Lokasi berkas
slot-load-name = Muat { $slot } dari lokasinya
slot-size = { $before } → { $after } · { $width } × { $height }
slot-size-same = { $after } · { $width } × { $height }
slot-drop-here = Lepaskan untuk menaruh berkas di sini
slot-drop-anywhere = Lepaskan untuk mengisi tempat yang kosong secara berurutan

liveness-title = Gerakan liveness
liveness-count = { $done } dari { $total }
liveness-tile-filled = { $slot }, terisi
liveness-tile-empty = { $slot }, kosong
liveness-set-placeholder = Pilih set
liveness-set-filter = Nomor atau nama
liveness-set-none = Tidak ada set dengan nama ini
liveness-files = Berkas
liveness-files-hint = Ketik atau tempel lokasi lalu tekan Enter, gerakan berikutnya menyusul

picture-opening = Membuka foto…
picture-facts = { $width } × { $height } piksel, { $size }
picture-close = Tutup
