### Berkas formulir yang dibuka dengan program ini

opened-hint = Tidak ada yang diambil dari { $file }
opened-field-hint = Tidak ada yang diambil dari { $file }: perbaiki isian “{ $field }” di dalamnya, lalu buka lagi
opened-elsewhere = Berkas ini menunjuk foto di luar foldernya sendiri. Pilih sendiri foto itu di sini, bila memang benar
opened-surplus = Berkas ini memuat lebih banyak foto gerakan daripada yang diterima profil ini. { $max } yang pertama diambil
opened-with-command = Berkas formulir dibuka di jendela, tanpa perintah lain
opened-no-command = Tidak ada perintah maupun berkas bernama “{ $word }”
opened-no-command-hint = “tcdx-desk --help” memuat daftar perintah
opened-waiting = { $count } berkas formulir dibuka dan menunggu. Yang ada di layar disimpan lebih dulu
opened-next = Buka berikutnya
opened-too-many = Sudah { $max } berkas formulir menunggu: ambil dulu, lalu buka sisanya
