### A form file that is opened with the program

opened-hint = Nothing was taken from { $file }
opened-field-hint = Nothing was taken from { $file }: mend the field “{ $field }” in it, and open it again
opened-elsewhere = The file names a picture outside its own folder. Choose it here yourself, if it is the right one
opened-surplus = The file names more gesture pictures than this profile takes. The first { $max } were taken
opened-with-command = A form file is opened in the window and goes with no command
opened-no-command = There is neither a command nor a file named “{ $word }”
opened-no-command-hint = “tcdx-desk --help” lists the commands
opened-waiting = { $count ->
    [one] A form file was opened and waits. What is on the screen is kept first
   *[other] { $count } form files were opened and wait. What is on the screen is kept first
}
opened-next = Open the next
opened-too-many = { $max } form files wait already: take them first, then open the rest
