### Mulai pertama kali

welcome-title = Selamat datang
welcome-subtitle = Daftarkan nasabah ke TCDX Tokocrypto dan ikuti status KYC mereka
welcome-training = Anda mulai dalam pelatihan
welcome-training-detail = Server lengkap berjalan di dalam program ini; tidak ada yang keluar dari komputer
welcome-sample = Coba dengan nasabah contoh
welcome-sample-detail = “Isi dengan data contoh” mengisi formulir dan semua foto
welcome-live = Mulai sungguhan bila sudah siap
welcome-live-detail = Tambahkan profil dengan alamat, kunci API dan rahasia di Pengaturan
welcome-staff = Nama Anda
welcome-staff-helper = Dicatat pada setiap persetujuan nasabah; dapat diubah kemudian
welcome-start = Mulai
welcome-privacy = Kunci rahasia API disimpan di keyring komputer ini, tidak pernah dalam berkas
language-indonesian = Bahasa Indonesia
language-english = English
welcome-is-live = Anda bekerja dengan { $name }
welcome-is-live-detail = Yang Anda kirim sampai ke TCDX: jangan memakai data contoh. Untuk berlatih, pilih Pelatihan di kiri bawah, jika tersedia
