### crash

crash-stderr = Program berhenti tak terduga. Laporan tanpa data pribadi ada di { $path }
crash-stderr-no-report = Program berhenti tak terduga. Laporan tidak dapat ditulis
