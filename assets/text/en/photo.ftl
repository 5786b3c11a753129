### Why a picture was refused, and what to do

photo-empty = The file is empty. Copy it from the phone or camera again
photo-not-a-picture = This file is not a picture. Choose a photo, such as JPEG, PNG, HEIC or a scanned TIFF
photo-heic = This kind of HEIC picture cannot be read. Set the phone’s camera to “Most compatible”, or save the picture as JPEG
photo-video = This is a video. Choose a photo instead of a recording
photo-rare-jpeg = This kind of JPEG cannot be read. Open it in a picture program and save it as an ordinary JPEG
photo-unsupported = This kind of { $format } cannot be read. Open it in a picture program and save it as JPEG or PNG
photo-file-too-large = The file has { $size }, the most is { $max }. Save a smaller copy or take the photo again
photo-too-many-pixels = The picture has { $width } × { $height } pixels, too many to open. Save a smaller copy, at most { $megapixels } megapixels
photo-too-small = The picture has only { $width } × { $height } pixels, the least is { $long } × { $short }. Take it again closer or at a higher resolution
photo-damaged = The picture is damaged or was not copied completely. Copy it again or take a new one
photo-locked = This PDF is locked with a password. Print it to a new PDF, or save it without the password
photo-no-pages = This PDF has no pages. Save it again, or take a photo of the document
photo-too-slow = The file takes too long to open. Save it as JPEG or PNG, or take a new photo
photo-stopped = The file cannot be opened safely. Save it as JPEG or PNG, or take a new photo
photo-cannot-fit = The picture cannot be brought within the limits for sending. Crop it to what matters and try again
photo-read-not-found = There is no such file. Check the path and name
photo-read-folder = This is a folder. Choose the picture inside it
photo-read-not-a-file = This is not an ordinary file. Choose a photo, such as JPEG, PNG, HEIC or a scanned TIFF
photo-read-no-permission = You may not read this file. Copy it to your own folder or ask for access
photo-read-changed = The file was changed while it was read. Wait until it is saved, then try again
photo-read-stalls = The drive with the file does not answer. Check the connection, or copy the file to this computer first
photo-read-other = The file could not be read. Check that its drive is still connected, then try again

photo-no-dialog = The system’s file dialog could not be opened
photo-no-dialog-hint = Type the path of the file, drop it here, or paste it
photo-no-slot-left =
    { $count ->
        [one] One file found no free slot and was not loaded
       *[other] { $count } files found no free slot and were not loaded
    }
photo-nothing-to-paste = The clipboard holds no picture
photo-nothing-to-paste-hint = Copy a picture, or a file in the file manager
