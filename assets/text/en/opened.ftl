### A form file that is opened with the program

opened-hint = Nothing was taken from { $file }
opened-field-hint = Nothing was taken from { $file }: mend the field “{ $field }” in it, and open it again
opened-elsewhere = The file names a picture outside its own folder. Choose it here yourself, if it is the right one
opened-surplus = The file names more gesture pictures than this profile takes. The first { $max } were taken
opened-with-command = A form file is opened in the window and goes with no command
opened-no-command = There is neither a command nor a file named “{ $word }”
opened-no-command-hint = “tcdx-desk --help” lists the commands
