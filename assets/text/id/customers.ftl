### Daftar nasabah, dan keadaan sebuah kasus

customers-title = Nasabah
customers-search = Cari nasabah
customers-search-hint = Nama, NIK, email, telp., ID
customers-new = Nasabah baru
customers-more = Tindakan lain untuk daftar
customers-add = Tambahkan dengan ID pengguna…
customers-export = Ekspor…
customers-export-nothing = Tidak ada isi daftar yang dapat diekspor

## Tampilan
customers-all = Semua { $count }
customers-drafts = Draf { $count }
customers-pending = Menunggu { $count }
customers-approved = Disetujui { $count }
customers-rejected = Ditolak { $count }
customers-needs-me = Perlu tindakan { $count }
customers-pending-long = Menunggu lebih dari 24 jam { $count }
customers-rejected-untouched = Ditolak, belum dibuka { $count }
customers-on-hold = Ditahan { $count }
customers-level2 = Nasabah tingkat 2 { $count }
customers-erased = Dihapus { $count }
customers-more-views = Lainnya

## Saringan dan urutan
customers-filter = Saring
customers-filter-set = Saringan { $count }
customers-filter-any = Semua
customers-filter-age = Dimulai dalam
customers-filter-days = { $count } hari
customers-filter-level = Tingkat
customers-filter-level1 = Tingkat 1
customers-filter-level2 = Tingkat 2
customers-filter-on = Dimulai pada
customers-filter-on-hint = Tahun, bulan, tanggal: 2026-11-23
customers-filter-on-wrong = Ini bukan tanggal: tulis seperti 2026-11-23
customers-filter-everyone = Semua petugas
customers-filter-clear = Hapus saringan
customers-filter-nothing = Tidak ada saringan yang dipakai
customers-order = Urutan: { $order }
customers-sort-newest = Perubahan terbaru
customers-sort-longest = Paling lama menunggu
customers-sort-by = Urutkan menurut { $column }

## Kolom dan baris
customers-column-status = Status
customers-column-name = Nasabah
customers-column-identity = Identitas
customers-column-email = Email
customers-column-staff = Oleh
customers-column-age = Umur
customers-column-changed = Diperbarui
customers-column-attempts = Percobaan
customers-column-reason = Alasan
customers-row = { $name }, { $status }, { $ago }
customers-row-unread = { $name }, { $status }, { $ago }, belum dilihat
customers-now = baru saja
customers-no-answer = Tidak ada jawaban setelah dikirim
customers-sent = { $percent } % terkirim
customers-filled = { $percent } % terisi
customers-filled-problems = { $percent } % terisi, { $count } masalah

## Tidak ada yang ditampilkan
customers-reading = Membaca daftar nasabah, { $count } sejauh ini
customers-empty = Belum ada nasabah
customers-empty-text = Nasabah yang didaftarkan dari sini tampil di daftar ini
customers-none = Tidak ada nasabah yang cocok
customers-none-text = Ubah pencarian atau saringan
customers-none-here = Tidak ada nasabah dalam tampilan ini
customers-none-here-text = Nasabah tampil di sini begitu keadaannya sesuai
customers-show-all = Tampilkan semua

## Ekspor daftar
export-list-title = Ekspor daftar
export-list-body = { $count } nasabah, seperti yang tampil dalam daftar, ditulis ke berkas CSV
export-list-whole = Dengan nomor identitas, alamat email, dan nomor telepon lengkap
export-list-masked = Nomor identitas, alamat email, dan nomor telepon disamarkan
export-list-warning = Berkas ini tidak terenkripsi: siapa pun yang membukanya dapat membaca data pribadi. Ekspor ini dicatat dalam riwayat
export-list-yes = Ekspor
export-list-file = nasabah-{ $date }.csv
export-list-done = { $count } nasabah sudah diekspor
export-list-not-written = Daftar tidak dapat ditulis: { $why }
export-list-not-written-hint = Pilih folder lain
export-column-name = Nama
export-column-level2 = Tingkat 2
export-column-on-hold = Ditahan
export-column-phone = Telepon
export-column-user-id = ID pengguna
export-column-begun = Dimulai
export-yes = ya

## Nasabah yang didaftarkan di tempat lain
add-customer-title = Tambahkan nasabah dengan ID pengguna
add-customer-body = Nasabah yang didaftarkan di tempat lain ditambahkan ke daftar ini, dan statusnya ditanyakan
add-customer-label = ID pengguna
add-customer-helper = Seperti yang diberikan vendor: ace50048-759a-5de5-8e7a-3f7c64e6fb48
add-customer-wrong = Ini bukan ID pengguna: isinya 32 angka dan huruf a sampai f, dalam lima kelompok
add-customer-yes = Tambahkan

## Keadaan sebuah kasus
stage-draft = Draf
stage-ready = Dalam antrean
stage-sending = Sedang dikirim
stage-unconfirmed = Belum pasti
stage-refused = Tidak diterima
stage-pending = Menunggu
stage-approved = Disetujui
stage-rejected = Ditolak
stage-correction = Perbaikan
stage-erased = Dihapus
stage-on-hold = Ditahan
stage-level2-ready = Tk. 2 dalam antrean
stage-level2-sending = Tk. 2 sedang dikirim
stage-level2-unconfirmed = Tk. 2 belum pasti
stage-level2-refused = Tk. 2 tidak diterima
stage-level2-pending = Tk. 2 menunggu
stage-level2-approved = Tk. 2 disetujui
stage-level2-rejected = Tk. 2 ditolak
stage-customer = Nasabah { $id }
stage-no-name = Belum ada nama
stage-erased-name = Nasabah yang dihapus
