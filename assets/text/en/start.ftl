### What stands in the way of a start, and what to do

start-library = A library that the window needs is not on this computer: { $names }
start-library-hint = Ask IT to install it. Debian and Ubuntu: “apt install { $debian }”. Fedora: “dnf install { $fedora }”
start-unreachable = The display of this session cannot be reached
start-unreachable-hint = Log in to the desktop again and start the program there
start-no-opengl = The graphics driver of this computer cannot draw the window, and it could not be drawn without the driver either
start-driver-linux = Ask IT for the graphics driver. Debian and Ubuntu: “apt install libgl1-mesa-dri libegl-mesa0 libglx-mesa0”. Fedora: “dnf install mesa-dri-drivers mesa-libEGL mesa-libGL”
start-driver-other = Ask IT for the graphics driver of the maker of this computer, or of the remote desktop
start-software = The graphics driver of this computer offers no OpenGL. The window is drawn without it, which can be slower
start-software-try = The graphics driver offers no OpenGL: the window is now drawn without it. “tcdx-desk --software-rendering” does so at once
start-raised = TCDX Desk is open already; its window was brought to the front
start-silent = TCDX Desk is open already, and its window does not answer
start-silent-hint = Wait a minute and look for the window in the bar. If it stays so, end “tcdx-desk” in the system monitor or Task Manager and start again: what was saved stays
trouble-title = TCDX Desk cannot start
start-copy = Copy
start-copied = Copied
start-aside = Put aside and start
start-aside-note = “Put aside and start” keeps the file whole under another name and starts with the default settings. Customers, profiles and secrets are not in this file
start-aside-done = The settings could not be read. They are kept in { $path }; the window starts with the defaults

store-not-a-folder = { $path } is not a folder and cannot become one: a file is in its place
store-not-a-folder-hint = Move the file away, or name another folder with --home or TCDX_DESK_HOME
store-folder-busy = Another window or command has been writing in { $path } for too long
store-folder-busy-hint = Wait for it to end, then try again
store-not-a-file-hint = A folder or something else is in its place; move it away
store-read-hint = Check its permissions: it must belong to the person who works here
store-full-hint = The disk is full: free some space, then start again. What was saved before is still there
store-read-only-medium-hint = The disk or network drive is mounted read-only. Ask IT, or name another folder with --home or TCDX_DESK_HOME
store-no-permission-hint = It must belong to the person who works here. Ask IT for the permission, or name another folder with --home or TCDX_DESK_HOME
store-bad-profile-line = A profile in { $path } cannot be used: { $name }, line { $line }
store-unknown = This version does not know “{ $name }” in { $path }: line { $line }, column { $column }
store-unknown-hint = A newer version may have written it: update the program. If it is misspelt, correct it. The file was left as it is

doctor-libraries = Libraries
doctor-libraries-there = all that the window needs are there
