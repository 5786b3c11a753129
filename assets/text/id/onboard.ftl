### Formulir

onboard-title = Nasabah baru
onboard-fill-sample = Isi dengan data contoh
onboard-back = Kembali
onboard-continue = Lanjut
onboard-send = Kirim
onboard-try-again = Coba lagi
onboard-maybe-registered = Nasabah ini mungkin sudah terdaftar
onboard-maybe-registered-detail = Pengiriman sebelumnya tidak mendapat jawaban. Kirim ulang meminta konfirmasi dahulu
onboard-next-problem = F8 menuju masalah berikutnya
onboard-footer-pictures = Letakkan berkas di mana saja · Ctrl+V menempel
onboard-problems = { $count } masalah
onboard-problems-go = { $count } masalah, tampilkan daftarnya

onboard-section-identity = Identitas
onboard-section-contact = Kontak dan alamat
onboard-section-occupation = Pekerjaan
onboard-section-documents = Dokumen
onboard-section-liveness = Liveness
onboard-section-review = Periksa dan kirim
onboard-identity-subtitle = Sesuai yang tercetak pada dokumen identitas
onboard-contact-subtitle = Cara menghubungi nasabah dan tempat tinggalnya sekarang
onboard-occupation-subtitle = Mata pencaharian nasabah
onboard-state-done = Lengkap
onboard-state-incomplete = Sudah dimulai
onboard-state-empty = Belum dimulai

onboard-choose = Pilih
onboard-search = Ketik nama atau kode
onboard-nothing-found = Tidak ada yang cocok. Coba lebih sedikit huruf
onboard-use-nik = Pakai
onboard-keep = Pertahankan…
onboard-kept = Dipertahankan dengan alasan “{ $reason }”

onboard-lists-loading = Mengambil daftar dari server…
onboard-lists-bundled = Daftar ini bawaan program; belum pernah diambil dari server
onboard-lists-old = Daftar ini diambil { $age } yang lalu
onboard-lists-refresh = Ambil ulang daftar

field-id-type = Dokumen identitas
field-id-number = Nomor dokumen
field-id-number-ktp = NIK
field-id-number-ktp-helper = 16 digit
field-id-number-passport = Nomor paspor
field-name = Nama lengkap
field-name-helper = Sesuai kartu, paling banyak 255 karakter
field-gender = Jenis kelamin
field-date-of-birth = Tanggal lahir
field-date-of-birth-helper = TTTT-BB-HH, misalnya 1990-12-31
field-place-of-birth = Tempat lahir
field-nationality = Kewarganegaraan
field-email = Alamat email
field-phone-country-code = Kode negara telepon
field-mobile-no = Nomor ponsel
field-mobile-no-helper = Boleh 0812…, 62812… atau +62812…
field-phone-no = Telepon rumah (opsional)
field-phone-no-helper = Dengan kode area, misalnya 021
field-country = Negara tempat tinggal
field-address = Alamat
field-address-helper = Tempat tinggal nasabah sekarang, paling banyak 255 karakter
field-province = Provinsi
field-zip-code = Kode pos
field-occupation = Pekerjaan
field-occupation-helper = Pilih yang paling sesuai; tanyakan kepada nasabah bila ragu
field-gestures-set = Set gerakan
field-id-photo = Kartu identitas
field-selfie = Swafoto dengan kartu
field-proof-of-address = Bukti alamat
field-gesture = Gerakan { $number }

gender-female = Perempuan
gender-male = Laki-laki

nik-waiting = Keterangan dari NIK
nik-waiting-detail = Wilayah, jenis kelamin, dan tanggal lahir tampil di sini setelah 16 digit diketik
nik-holder = { $gender ->
    [female] Perempuan
   *[male] Laki-laki
}, nomor urut { $number } pada hari itu
nik-holder-born = { $gender ->
    [female] Perempuan
   *[male] Laki-laki
}, lahir { $born }, nomor urut { $number } pada hari itu
nik-holder-born-or = { $gender ->
    [female] Perempuan
   *[male] Laki-laki
}, lahir { $born } atau { $other }, nomor urut { $number } pada hari itu
nik-date = { $day } { $month ->
    [1] Januari
    [2] Februari
    [3] Maret
    [4] April
    [5] Mei
    [6] Juni
    [7] Juli
    [8] Agustus
    [9] September
    [10] Oktober
    [11] November
   *[12] Desember
} { $year }
nik-differs-birth-date = Tanggal lahir berbeda
nik-differs-gender = Jenis kelamin berbeda
nik-differs-province = Provinsi berbeda
nik-differs-several = { $count } keterangan berbeda

keep-age-title = Pertahankan usia ini?
keep-age = Umumnya nasabah berusia 17 sampai 119 tahun. Cocokkan tanggal lahir dengan kartu sebelum mempertahankannya
keep-birth-date-title = Pertahankan tanggal lahir ini?
keep-birth-date = NIK tidak pernah diterbitkan ulang, juga setelah tanggal lahir diperbaiki. Pertahankan bila kartu memuat tanggal ini
keep-gender-title = Pertahankan jenis kelamin ini?
keep-gender = NIK tidak pernah diterbitkan ulang, sehingga dapat berbeda dari data yang diperbaiki. Pertahankan bila kartu memuat jenis kelamin ini
keep-province-title = Pertahankan provinsi ini?
keep-province = NIK memuat provinsi pendaftaran pertama dan tidak berubah setelah pindah. Pertahankan bila nasabah sekarang tinggal di sini
keep-in-form = Pada formulir
keep-in-nik = Pada NIK
keep-reason = Alasan
keep-reason-helper = Wajib diisi dan dicatat bersama nasabah, paling banyak { $max } karakter
keep-reason-too-long = Paling banyak { $max } karakter, ini { $got }
keep-yes = Pertahankan
keep-blocked = Tulis alasannya dahulu

onboard-discard = Buang…
onboard-correction = Perbaikan, pengajuan { $number }
onboard-resubmit = Kirim ulang
onboard-reason = Alasan vendor
onboard-was = Sebelumnya: { $value }
onboard-was-empty = Sebelumnya tidak diisi
onboard-changed-picture = diganti sejak dikirim
onboard-rail-reason = alasan vendor menyangkut bagian ini
onboard-freezing = Memasukkan ke antrean…
onboard-checking = Mencari nasabah yang sama…
