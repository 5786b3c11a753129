### Catatan teknis dan bantuan

logs-not-written = Catatan teknis tidak dapat ditulis ke { $path }. Program tetap berjalan tanpa catatan
