# The camera

camera-hold-card = Hold the identity card flat in the frame, without glare, so that all four edges can be seen
camera-hold-selfie = Face in the oval, the identity card below it, both well lit
camera-hold-page = Hold the page upright in the frame, so that all four edges can be seen
camera-hold-gesture = Face in the oval, make the gesture and hold it until the picture is taken
camera-look = Is everything sharp and easy to read? This is how the picture is sent
camera-next = Next: { $slot }
camera-last = This is the last empty gesture
camera-picture = What the camera sees
camera-picture-taken = The picture taken
camera-countdown = Count down 3 seconds
camera-device = Camera
camera-device-choose = Choose a camera
camera-device-search = Search cameras
camera-device-none = No camera of this name
camera-take = Take picture
camera-stop = Stop the countdown
camera-use = Use
camera-again = Take again
camera-starting = The camera is being switched on
camera-taking = Taking the picture, hold still
camera-dark = Too dark, turn on a light or face the window
camera-look-again = Look again

camera-none = No camera was found
camera-none-hint = Connect a camera and look again, or choose a picture file instead
camera-denied = This program may not use the camera
camera-denied-linux = Ask your administrator to add you to the “video” group, then sign in again
camera-denied-windows = Open Settings, Privacy & security, Camera, and let desktop apps use the camera
camera-denied-macos = Open System Settings, Privacy & Security, Camera, and switch this program on
camera-busy = Another program is using the camera
camera-busy-hint = Close video calls and other programs that use the camera, then look again
camera-gone = The camera was disconnected
camera-gone-hint = Check the cable, connect the camera again, then look again
camera-silent = The camera gives no picture
camera-silent-hint = Open its cover, disconnect it and connect it again, then look again
camera-format = Pictures of this camera cannot be read
camera-format-hint = Choose another camera, or a picture file instead
camera-other = The camera could not be switched on
camera-other-hint = Disconnect it and connect it again, then look again
camera-asleep = The camera was switched off because nothing was done for two minutes
camera-asleep-hint = Look again when the customer is ready

help-space = Take a picture with the camera
