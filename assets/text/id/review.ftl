### Periksa, persetujuan, kirim

review-problems-subtitle = Klik nama untuk menuju ke sana; F8 menuju yang berikutnya
review-kept = Dipertahankan dengan alasan
review-kept-subtitle = Tampak janggal dan sudah dikonfirmasi
review-kept-change = Ubah…
review-edit = Ubah
review-edit-section = Ubah { $section }
review-not-given = Tidak diisi
review-documents-given = { $given ->
    [0] Belum ada dokumen
   *[other] { $given } dokumen
}
review-gestures-given = { $given } dari { $of } gerakan
review-view = Lihat { $name }

review-consent = Persetujuan
review-consent-version = Teks versi { $version }, menurut UU 27/2022 tentang Pelindungan Data Pribadi
review-consent-text =
    Bacakan kepada nasabah, atau persilakan nasabah membacanya.
    Data Anda pada formulir ini, foto kartu identitas, swafoto, dan foto liveness Anda dikirim kepada Tokocrypto melalui TCDX. Foto wajah Anda adalah data pribadi yang bersifat spesifik.
    Data dipakai untuk memverifikasi identitas Anda (KYC), membuka dan melayani rekening Anda, serta memenuhi kewajiban menurut undang-undang anti pencucian uang. Data disimpan selama undang-undang itu mewajibkan.
    Anda berhak meminta akses, perbaikan, penundaan pemrosesan, dan penghapusan data Anda. Anda dapat menarik persetujuan ini kapan saja; rekening Anda lalu tidak dapat dibuka atau dilayani lagi.
review-consent-agree = Nasabah telah membaca dan menyetujuinya
review-staff = Nama petugas
review-staff-helper = Dicatat bersama persetujuan

review-blocked-problems = Selesaikan masalahnya sebelum mengirim; F8 menuju yang berikutnya
review-blocked-consent = Persetujuan nasabah belum ada
review-blocked-staff = Nama petugas belum diisi

review-blocked-store = Penyimpanan belum terbuka
review-queued-only = Server saat ini tidak dapat dihubungi. Data menunggu dalam antrean sampai dapat dihubungi
review-changes = Diubah sejak pengajuan { $number }
review-changes-subtitle = Yang terkirim, dan yang dikirim sekarang
review-changes-none = Belum ada yang diubah
review-change = { $before } → { $now }
review-picture-new = Foto baru
review-picture-gone = Dihapus
review-picture-added = Ditambahkan
review-blocked-connecting = Menghubungkan ke server…
