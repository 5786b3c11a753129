### Logs and support

logs-not-written = The log cannot be written to { $path }. The program goes on without it
