### Nasabah yang didaftarkan dari sini

customers-title = Nasabah
customers-search = Cari nasabah
customers-search-hint = Nama, email, nomor identitas, id
customers-new = Nasabah baru
customers-back-to-form = Kembali ke formulir
customers-all = Semua { $count }
customers-pending = Menunggu { $count }
customers-approved = Disetujui { $count }
customers-rejected = Ditolak { $count }
customers-column-status = Status
customers-column-name = Nasabah
customers-column-identity = Identitas
customers-column-staff = Oleh
customers-column-changed = Diperbarui
customers-column-reason = Alasan
customers-row = { $name }, { $status }, { $ago }
customers-no-answer = Tidak ada jawaban
customers-empty = Belum ada nasabah
customers-empty-text = Nasabah yang didaftarkan dari sini tampil di daftar ini
customers-none = Tidak ada nasabah yang cocok
customers-none-text = Ubah pencarian atau saringan
customers-show-all = Tampilkan semua
customers-close = Tutup panel
customers-timeline = Riwayat
