### Apa yang terjadi dengan data yang dikirim, dan tempat foto

status-level-final = Tingkat 1 · sejak { $time }
status-asking = Sedang menanyakan…
status-asked = Ditanyakan { $ago } lalu, lagi dalam { $next }
status-asked-soon = Ditanyakan { $ago } lalu, sebentar lagi ditanyakan
status-seen = Tidak ada jawaban. Terakhir terlihat { $ago } lalu, lagi dalam { $next }
status-seen-soon = Tidak ada jawaban. Terakhir terlihat { $ago } lalu, sebentar lagi ditanyakan
status-never-seen = Belum ada jawaban, lagi dalam { $next }
status-never-seen-soon = Belum ada jawaban, sebentar lagi ditanyakan
status-not-connected = Tidak terhubung, status tidak ditanyakan
status-refresh = Perbarui
status-refresh-name = Tanyakan status sekarang
status-no-reason = Vendor tidak memberikan alasan
status-copy-id = Salin id nasabah

## Mengirim
sending-title = Mengirim
sending-preparing = Menyiapkan: foto dikodekan dan permintaan ditandatangani
sending-uploading = Mengunggah
sending-waiting = Semua sudah terkirim, menunggu jawaban
sending-progress = Bita terkirim
sending-amount = { $sent } dari { $total }
sending-rate = { $rate }/dtk
sending-cancel = Batalkan
sending-stop-waiting = Berhenti menunggu…
sending-stop-waiting-detail = Semua data sudah terkirim: jika berhenti sekarang, hasilnya tidak diketahui
sending-cancel-busy = Sedang dibatalkan, menunggu koneksi berakhir

## Terkirim
sent-title = Terkirim
sent-accepted = Diterima server
sent-status = Status KYC
sent-sandbox = Putuskan di halaman sandbox
sent-sandbox-hint = Dalam pelatihan Anda yang memutuskan: setujui atau tolak nasabah ini di halaman sandbox
sent-to-customers = Ke daftar nasabah
sent-next = Nasabah berikutnya

## Hasil tidak diketahui
unconfirmed-title = Hasilnya tidak diketahui
unconfirmed-meaning = Nasabah mungkin sudah terdaftar, mungkin belum. Mengirim ulang dapat mendaftarkan nasabah dua kali
unconfirmed-facts = Yang diketahui
unconfirmed-at = Dikirim
unconfirmed-when = { $time }, { $ago } lalu
unconfirmed-bytes = Bita yang terkirim
unconfirmed-came-back = Yang diterima
unconfirmed-email = Email
unconfirmed-identity = Nomor identitas
unconfirmed-copy-email = Salin alamat email
unconfirmed-again = Kirim ulang…

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
slot-drop-anywhere = Lepaskan untuk membagi berkas ke tempatnya

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
picture-close = Tutup

following-first = Pendaftaran, pengajuan 1
following-again = Perbaikan, pengajuan { $number }
following-gone = Nasabah ini tidak ada lagi dalam daftar
following-opening = Membuka formulir…
status-level = Tingkat 1 · selama { $length }
status-level-open = Tingkat 1
status-asked-only = Ditanyakan { $ago } lalu
sent-first = Pengajuan { $number }, { $time }
sent-facts = Pengajuan { $number } · { $size } dalam { $secs } dtk
level2-go = KYC tingkat 2…
sent-correct = Perbaiki dan kirim ulang
sent-no-more = Tidak ada lagi yang perlu dilakukan di tingkat 1

waiting-title = Menunggu dalam antrean
waiting-subtitle = Dibekukan apa adanya: dikirim dengan sendirinya, juga setelah program dibuka kembali
waiting-turn = Menunggu giliran
waiting-paused = Antrean dijeda
waiting-resume = Lanjutkan antrean
waiting-stopped = Gangguan menghentikan semua pengiriman
waiting-again = Coba lagi
waiting-elsewhere = TCDX Desk lain (proses { $pid }) mengirim dari penyimpanan ini
waiting-hold = Sedang ditahan, sehingga dilewati
waiting-offline = Server saat ini tidak dapat dihubungi
waiting-next = Percobaan berikutnya pukul { $time }, dalam { $wait }
waiting-soon = Percobaan berikutnya sebentar lagi
waiting-tries = { $count } percobaan sejauh ini
waiting-now = Coba sekarang
waiting-back = Kembali ke formulir
waiting-go-on = Sementara itu Anda dapat melanjutkan ke nasabah berikutnya

unconfirmed-ways = Yang perlu dilakukan
unconfirmed-way-ask = Tanyakan kepada vendor apakah nasabah dengan alamat email ini sudah terdaftar. Tidak ada yang dikirim ulang dengan sendirinya
unconfirmed-way-yes = Nasabah sudah terdaftar di sana
unconfirmed-arrived = Sudah sampai…
unconfirmed-way-no = Nasabah belum terdaftar di sana
unconfirmed-way-wrong = Ada yang salah dalam formulir
unconfirmed-correct = Perbaiki

refused-title = Server tidak menerimanya
refused-subtitle = Tidak ada yang didaftarkan atau diubah karenanya
refused-correct = Perbaiki dan kirim ulang
sent-known = Sudah dikenal server
sent-settled = Server sudah mengenal nasabah ini
sent-settled-text = Artinya permintaan sebelumnya sudah sampai meskipun jawabannya hilang; perubahan sesudahnya belum diterima. Dengan ID pengguna dari vendor, statusnya dapat dipantau dan sisanya dikoreksi
sent-settled-enter = Masukkan ID pengguna…
sent-level2-facts = Dokumen · { $size } dalam { $secs } dtk
status-level2 = Level 2
