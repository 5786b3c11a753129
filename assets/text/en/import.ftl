# Several files at once
import-title = Put files into slots
import-intro = Check where each file goes, then press Enter
import-finding = Looking for files…
import-progress = { $done } of { $total } looked at
import-left-out = { $count ->
    [one] One more file or folder was left out
   *[other] { $count } more files or folders were left out
}
import-empty = No pictures here
import-empty-hint = Drop files or another folder
import-keys = K card · S selfie · P proof of address · 1–9 gesture · 0 or Delete not used · ↑ ↓ next file
import-confirm = { $count ->
    [one] Use one file
   *[other] Use { $count } files
}
import-confirm-none = Use files
import-blocked-looking = The files are still being looked at
import-blocked-nothing = Choose a slot for at least one file
import-blocked-clash = Two files are for { $slot }. Choose another slot for one of them
import-clash = Another file is for { $slot } too
import-replaces = replaces the picture there
import-unused = Not used
import-unnamed = File { $number }
import-slot-of = Slot of { $file }, { $slot }
import-why-name = By its name
import-why-card = Card-shaped
import-why-portrait = Looks like a person
import-why-page = Looks like a page
import-why-time = By its time

slot-look = Look at it
slot-retake = Take again
slot-kept = Kept with a reason
slot-finding = { $title }. { $advice }
slot-findings = { $count ->
    [one] One finding
   *[other] { $count } findings
}
slot-findings-name = Findings in { $slot }
slot-camera = Camera
slot-camera-name = Take { $slot } with the camera
slot-move-name = Move { $slot }
slot-move-to = To { $slot }
slot-move-swap = Swap with { $slot }
slot-blamed = The vendor’s reason concerns this picture
slot-first-page = Only page 1 of { $pages } is sent
slot-not-swapped = Not swapped, because the other picture does not fit its new slot
