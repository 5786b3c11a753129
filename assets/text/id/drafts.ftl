### Yang belum selesai, yang tersimpan, dan yang mirip nasabah yang sama

start-title = Nasabah yang belum selesai
start-subtitle = { $count } nasabah sudah dimulai dan belum dikirim
start-new = Nasabah baru
start-continue = Lanjutkan
start-continue-name = Lanjutkan { $name }
start-discard-name = Buang draf { $name }…
start-opening = Membuka formulir…
start-edited = Terakhir diubah { $ago } yang lalu
start-edited-now = Baru saja diubah
start-facts = { $edited } · { $staff }
start-progress = { $percent } % terisi
start-problems = { $count ->
    [0] Tidak ada masalah
   *[other] { $count } masalah
  }
start-more = Tampilkan { $count } lagi
start-empty = Tidak ada yang belum selesai
start-empty-text = Formulir yang dimulai lalu ditinggalkan muncul di sini untuk dilanjutkan

drafts-begin = Tersimpan sambil Anda mengetik
drafts-saved = Tersimpan { $time }
drafts-kept = Tersimpan
drafts-saving = Menyimpan…
drafts-waiting = Disimpan begitu penyimpanan terbuka
drafts-not-saved = Belum tersimpan: { $why }
drafts-not-saved-title = Yang Anda ketik belum tersimpan
drafts-not-saved-hint = Isian tetap ada di layar, dan penyimpanan dicoba lagi setiap beberapa detik. Biarkan jendela terbuka sampai tersimpan
drafts-other-title = Nasabah ini sementara itu diubah orang lain
drafts-other-text = Yang Anda ketik sejak itu belum tersimpan. Muat versi lain dan kehilangan isian itu, atau pertahankan formulir ini di atas perubahan mereka
drafts-other-sent = Nasabah ini sudah dikirim dari jendela lain, sehingga formulir ini tidak dapat disimpan lagi. Catat perubahan Anda, lalu lihat hasilnya
drafts-other-load = Muat versi lain
drafts-other-keep = Pertahankan formulir ini
drafts-other-follow = Lihat hasilnya
drafts-other-sign = Belum tersimpan: diubah di tempat lain
drafts-stays = Formulir tetap terbuka: perubahan terakhir tidak dapat disimpan
drafts-decide-first = Tentukan dahulu versi mana dari nasabah ini yang disimpan
drafts-unfinished = Belum selesai ({ $count })

drafts-quit-title = Tutup tanpa perubahan terakhir?
drafts-quit-body = Perubahan terakhir formulir ini tidak dapat disimpan dan hilang bila jendela ditutup
drafts-quit-yes = Tutup dan hilangkan

duplicates-title = Tetap kirim?
duplicates-unchanged = Tidak ada yang diubah
duplicates-unchanged-text = Formulir sama dengan yang terakhir dikirim. Jawaban vendor kemungkinan akan sama
duplicates-maybe = Nasabah ini mungkin sudah terdaftar
duplicates-maybe-text = Pengiriman sebelumnya tidak mendapat jawaban. Jika ternyata sampai, kirim ulang mendaftarkan nasabah dua kali. Tanyakan dahulu kepada vendor
duplicates-found = { $count } data yang mirip nasabah yang sama
duplicates-id-number = nomor identitas sama
duplicates-email = alamat email sama
duplicates-phone = nomor ponsel sama
duplicates-begun = dimulai { $ago } yang lalu
duplicates-erased = Nasabah yang dihapus
duplicates-open = Buka
duplicates-open-name = Buka { $name }
duplicates-send = Tetap kirim
