### problems

problem-required = Fill this in
problem-too-long = At most { $max } characters, this has { $got }
problem-control-character = There is a line break or an invisible character in this text. Type it again
problem-email = Write an e-mail address such as name@mail.com
problem-phone-number = Use digits only, such as 0812 3456 789
problem-phone-decimal = Written like a decimal number. Leave out the point and what stands behind it
problem-phone-length = The number needs { $min } to { $max } digits after the dialling code, this has { $got }
problem-phone-other-country = This number belongs to another country. Correct it, or choose that country's dialling code
problem-mobile-prefix = An Indonesian mobile number begins with 08 or +62 8
problem-dial-code = Write + and 1 to 4 digits, such as +62
problem-date-format = Write the date as 1999-12-31 or 31/12/1999
problem-date-not-real = The calendar has no such date
problem-date-in-future = This date is still to come. Check the year
problem-date-too-old = The year must be 1900 or later
problem-age = This makes the customer { $years ->
        [one] { $years } year
       *[other] { $years } years
    } old; 17 to 119 is usual. Correct it, or keep it with a reason
problem-nik-digits = A NIK has digits only
problem-nik-length = The NIK needs 16 digits, this has { $got }
problem-nik-province-unknown = No province has the code in digits 1 and 2 of this NIK
problem-nik-region = Digits 3 to 6 of this NIK name no regency or district; 00 is not given out
problem-nik-date = Digits 7 to 12 of this NIK are no birth date. Compare them with the card
problem-nik-serial = The last four digits of a NIK are never 0000
problem-nik-birth-date-differs = The NIK says { $date }
problem-nik-gender-differs-female = The NIK says female
problem-nik-gender-differs-male = The NIK says male
problem-nik-province-differs = The NIK is from { $province }
problem-passport-number = A passport number has 5 to 20 letters and digits
problem-postal-code = An Indonesian postal code has 5 digits
problem-postal-code-characters = Use letters, digits, spaces and dashes only
problem-not-in-list = Choose a value from the list
problem-picture-missing = Add this picture
problem-server = The server says “{ $message }”

form-file-too-large = The form file is larger than { $max } KiB. Give pictures as paths, not as data
form-file-not-json = The form file is not JSON from line { $line }, column { $column } on
form-file-not-an-object = A JSON object belongs here
form-file-unknown = There is no field of this name
form-file-duplicate = Given more than once
form-file-not-a-value = Write a text or a whole number
form-file-not-text = Write a text in quotation marks
form-file-not-a-path = Write the path of a picture, from the folder of the form file
form-file-not-a-list = Write a list of paths in square brackets
form-file-too-many = At most { $max } pictures
form-file-blank-reason = Write the reason for keeping the value
form-file-reason-too-long = At most { $max } characters for a reason
