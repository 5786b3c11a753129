### crash

crash-stderr = The program stopped unexpectedly. A report without personal data is at { $path }
crash-stderr-no-report = The program stopped unexpectedly. No report could be written
