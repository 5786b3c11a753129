; The installer for Windows 10 and 11, for all users or for one.
;
; packaging/windows/build-nsis.sh calls makensis with: VERSION (1.2.3), PUBLISHER, HOMEPAGE, STAGE (the folder of what is
; installed), OUT (the installer's path), and FINALIZE (a command that signs "%1") where installer and uninstaller are signed.
;
; Command line, beside NSIS's own (/S silent, /D=FOLDER last):
;   /AllUsers, /CurrentUser   for whom (all users where the account may, else one)
;   /DESKTOP                  with a shortcut on the desktop
;   /CLOSE                    a running program is asked to close, also when silent
;   /DOWNGRADE                an older version takes the place of a newer one
; Uninstaller: /S, /AllUsers, /CurrentUser, /CLOSE; /DELETEDATA deletes the data of this user too.
; Exit codes: 0 done, 1 cancelled, 2 failed, 3 an older version over a newer one,
; 4 /AllUsers without an administrator, 5 the program is open.

Target amd64-unicode
Unicode true
ManifestDPIAware true
ManifestSupportedOS Win10
SetCompressor /SOLID lzma
SetCompressorDictSize 64
CRCCheck force
AllowSkipFiles off

!define NAME "TCDX Desk"
!define EXE "tcdx-desk.exe"
!define COM "tcdx-desk.com"
!define UNINSTALLER "uninstall.exe"
!define UNINSTALL_KEY "Software\Microsoft\Windows\CurrentVersion\Uninstall\${NAME}"
!define APP_PATHS_KEY "Software\Microsoft\Windows\CurrentVersion\App Paths\${EXE}"
; Form files, which the program opens as drafts.
!define FORM_KEY "Software\Classes\TCDXDesk.Form"
!define SUFFIX_KEY "Software\Classes\.tcdxform"
; The class of the program's window, and its title (in both languages).
!define WINDOW_CLASS "Window Class"

Name "${NAME}"
OutFile "${OUT}"
BrandingText "${NAME} ${VERSION}"
ShowInstDetails hide
ShowUninstDetails hide

!define MULTIUSER_EXECUTIONLEVEL Highest
!define MULTIUSER_MUI
!define MULTIUSER_MINWIN 0xA00
!define MULTIUSER_USE_PROGRAMFILES64
!define MULTIUSER_INSTALLMODE_COMMANDLINE
!define MULTIUSER_INSTALLMODE_INSTDIR "${NAME}"
; The place and the mode of the version before.
!define MULTIUSER_INSTALLMODE_INSTDIR_REGISTRY_KEY "${UNINSTALL_KEY}"
!define MULTIUSER_INSTALLMODE_INSTDIR_REGISTRY_VALUENAME "InstallLocation"
!define MULTIUSER_INSTALLMODE_DEFAULT_REGISTRY_KEY "${UNINSTALL_KEY}"
!define MULTIUSER_INSTALLMODE_DEFAULT_REGISTRY_VALUENAME "InstallLocation"
!include MultiUser.nsh
!include MUI2.nsh
!include FileFunc.nsh
!include LogicLib.nsh
!include WinMessages.nsh
!include WinVer.nsh
!include WordFunc.nsh

!define MUI_ICON "${STAGE}\tcdx-desk.ico"
!define MUI_UNICON "${STAGE}\tcdx-desk.ico"
; 164 by 314 pixels
!define MUI_WELCOMEFINISHPAGE_BITMAP "${STAGE}\side.bmp"
!define MUI_WELCOMEFINISHPAGE_BITMAP_STRETCH AspectFitHeight
!define MUI_ABORTWARNING
!define MUI_FINISHPAGE_NOAUTOCLOSE
!define MUI_FINISHPAGE_RUN
!define MUI_FINISHPAGE_RUN_FUNCTION StartProgram
!define MUI_COMPONENTSPAGE_NODESC

!insertmacro MULTIUSER_PAGE_INSTALLMODE
!insertmacro MUI_PAGE_COMPONENTS
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES

; The first is for a Windows in any other language.
!insertmacro MUI_LANGUAGE "English"
!insertmacro MUI_LANGUAGE "Indonesian"

LangString NotForAll ${LANG_ENGLISH} "Only an administrator can install $(^Name) for all users. Start the installer as administrator, or install it for this user with /CurrentUser."
LangString NotForAll ${LANG_INDONESIAN} "Hanya administrator yang dapat memasang $(^Name) untuk semua pengguna. Jalankan penginstal sebagai administrator, atau pasang untuk pengguna ini dengan /CurrentUser."
LangString Program ${LANG_ENGLISH} "Program and entry in the Start menu"
LangString Program ${LANG_INDONESIAN} "Program dan entri di menu Start"
LangString Desktop ${LANG_ENGLISH} "Shortcut on the desktop"
LangString Desktop ${LANG_INDONESIAN} "Pintasan di desktop"
LangString OldWindows ${LANG_ENGLISH} "$(^Name) needs Windows 10 or later."
LangString OldWindows ${LANG_INDONESIAN} "$(^Name) memerlukan Windows 10 atau yang lebih baru."
LangString Newer ${LANG_ENGLISH} "$(^Name) $1 is installed, which is newer than ${VERSION}. Nothing was changed."
LangString Newer ${LANG_INDONESIAN} "$(^Name) $1 sudah terpasang, lebih baru daripada ${VERSION}. Tidak ada yang diubah."
LangString Open ${LANG_ENGLISH} "$(^Name) is open. Nothing that was typed is lost when it closes. Close it and go on?"
LangString Open ${LANG_INDONESIAN} "$(^Name) sedang terbuka. Yang sudah diketik tidak akan hilang bila ditutup. Tutup lalu lanjutkan?"
LangString StillOpen ${LANG_ENGLISH} "$(^Name) is still open, perhaps for another user of this computer, or as a command. Close it there, then try again."
LangString StillOpen ${LANG_INDONESIAN} "$(^Name) masih terbuka, mungkin oleh pengguna lain di komputer ini, atau sebagai perintah. Tutup di sana, lalu coba lagi."
LangString DeleteData ${LANG_ENGLISH} "Delete the data of this user too?$\r$\n$\r$\nProfiles, drafts, customers and their pictures, the send queue and the history in $0. What was not sent yet is lost, and nothing brings it back.$\r$\n$\r$\nNo keeps the data for a later installation."
LangString DeleteData ${LANG_INDONESIAN} "Hapus juga data pengguna ini?$\r$\n$\r$\nProfil, draf, nasabah beserta fotonya, antrean kirim, dan riwayat di $0. Yang belum terkirim akan hilang dan tidak dapat dikembalikan.$\r$\n$\r$\nPilih Tidak agar data tetap ada untuk pemasangan berikutnya."
LangString Form ${LANG_ENGLISH} "TCDX Desk form"
LangString Form ${LANG_INDONESIAN} "Formulir TCDX Desk"
LangString StartMenuText ${LANG_ENGLISH} "Onboard customers and follow their KYC status"
LangString StartMenuText ${LANG_INDONESIAN} "Daftarkan nasabah dan ikuti status KYC-nya"

VIProductVersion "${VERSION}.0"
VIFileVersion "${VERSION}.0"
!macro FILE_VERSION LANG
  VIAddVersionKey /LANG=${LANG} "ProductName" "${NAME}"
  VIAddVersionKey /LANG=${LANG} "ProductVersion" "${VERSION}"
  VIAddVersionKey /LANG=${LANG} "FileVersion" "${VERSION}"
  VIAddVersionKey /LANG=${LANG} "FileDescription" "${NAME} Setup"
  VIAddVersionKey /LANG=${LANG} "CompanyName" "${PUBLISHER}"
  VIAddVersionKey /LANG=${LANG} "LegalCopyright" "Copyright (c) 2026 The TCDX Desk authors. MIT OR Apache-2.0"
!macroend
!insertmacro FILE_VERSION ${LANG_ENGLISH}
!insertmacro FILE_VERSION ${LANG_INDONESIAN}

!ifdef FINALIZE
  !uninstfinalize '${FINALIZE}'
  !finalize '${FINALIZE}'
!endif

; Goes on when the program can be written over; asks for it to be closed, in a window or, when silent, if /CLOSE allows it.
!macro CLOSE_PROGRAM UN
Function ${UN}CloseProgram
  StrCpy $3 0 ; asked
  Call ${UN}IsFree
  ${If} $2 == 1
    Return
  ${EndIf}
  ${If} ${Silent}
    ${GetParameters} $0
    ClearErrors
    ${GetOptions} $0 "/CLOSE" $1
    ${If} ${Errors}
      Goto stillOpen
    ${EndIf}
  ${Else}
    MessageBox MB_OKCANCEL|MB_ICONEXCLAMATION "$(Open)" IDOK close
    SetErrorLevel 5
    Quit
  ${EndIf}
  close:
    ; One window after the other: each keeps what was typed.
    FindWindow $0 "${WINDOW_CLASS}" "${NAME}"
    ${If} $0 <> 0
      SendMessage $0 ${WM_CLOSE} 0 0 /TIMEOUT=5000
    ${EndIf}
    Sleep 500
    Call ${UN}IsFree
    ${If} $2 == 1
      Return
    ${EndIf}
    IntOp $3 $3 + 1
    ${If} $3 < 40
      Goto close
    ${EndIf}
  stillOpen:
    MessageBox MB_RETRYCANCEL|MB_ICONEXCLAMATION "$(StillOpen)" /SD IDCANCEL IDRETRY again
    SetErrorLevel 5
    Quit
  again:
    StrCpy $3 0
    Goto close
FunctionEnd

; $2: 1 if neither program runs. A program that runs cannot be opened for writing.
Function ${UN}IsFree
  StrCpy $2 1
  StrCpy $0 "$INSTDIR\${EXE}"
  Call ${UN}IsFileFree
  StrCpy $0 "$INSTDIR\${COM}"
  Call ${UN}IsFileFree
FunctionEnd

Function ${UN}IsFileFree
  ${IfNot} ${FileExists} $0
    Return
  ${EndIf}
  ClearErrors
  FileOpen $1 $0 a
  ${If} ${Errors}
    StrCpy $2 0
  ${Else}
    FileClose $1
  ${EndIf}
FunctionEnd
!macroend
!insertmacro CLOSE_PROGRAM ""
!insertmacro CLOSE_PROGRAM "un."

Function .onInit
  SetRegView 64
  ${IfNot} ${AtLeastWin10}
    MessageBox MB_OK|MB_ICONSTOP "$(OldWindows)" /SD IDOK
    SetErrorLevel 2
    Quit
  ${EndIf}
  ${GetParameters} $0
  ClearErrors
  ${GetOptions} $0 "/AllUsers" $1
  ${IfNot} ${Errors}
    UserInfo::GetAccountType
    Pop $1
    ${If} $1 != "Admin"
      MessageBox MB_OK|MB_ICONSTOP "$(NotForAll)" /SD IDOK
      SetErrorLevel 4
      Quit
    ${EndIf}
  ${EndIf}
  !insertmacro MULTIUSER_INIT
  ClearErrors
  ${GetOptions} $0 "/DESKTOP" $1
  ${IfNot} ${Errors}
    Call SelectDesktop
  ${EndIf}
FunctionEnd

; A folder given as /D= goes before that of the version before, which MultiUser sets.
Function RefuseDowngrade
  ReadRegStr $1 SHCTX "${UNINSTALL_KEY}" "DisplayVersion"
  ${If} $1 == ""
    Return
  ${EndIf}
  ${VersionCompare} $1 "${VERSION}" $0
  ${If} $0 <> 1
    Return
  ${EndIf}
  ${GetParameters} $0
  ClearErrors
  ${GetOptions} $0 "/DOWNGRADE" $2
  ${If} ${Errors}
    MessageBox MB_OK|MB_ICONSTOP "$(Newer)" /SD IDOK
    SetErrorLevel 3
    Quit
  ${EndIf}
FunctionEnd

Section "$(Program)" MAIN
  SectionIn RO
  Call RefuseDowngrade
  Call CloseProgram
  SetOutPath "$INSTDIR"
  SetOverwrite on
  File "${STAGE}\${EXE}"
  File "${STAGE}\${COM}"
  File "${STAGE}\LICENSE-MIT.txt"
  File "${STAGE}\LICENSE-APACHE.txt"
  File "${STAGE}\inter-OFL.txt"
  File "${STAGE}\phosphor-LICENSE.txt"
  File "${STAGE}\third-party.txt"
  WriteUninstaller "$INSTDIR\${UNINSTALLER}"
  CreateShortcut "$SMPROGRAMS\${NAME}.lnk" "$INSTDIR\${EXE}" "" "$INSTDIR\${EXE}" 0 SW_SHOWNORMAL "" "$(StartMenuText)"

  WriteRegStr SHCTX "${APP_PATHS_KEY}" "" "$INSTDIR\${EXE}"
  WriteRegStr SHCTX "${FORM_KEY}" "" "$(Form)"
  WriteRegStr SHCTX "${FORM_KEY}\DefaultIcon" "" "$INSTDIR\${EXE},0"
  WriteRegStr SHCTX "${FORM_KEY}\shell\open\command" "" '"$INSTDIR\${EXE}" "%1"'
  WriteRegStr SHCTX "${SUFFIX_KEY}\OpenWithProgids" "TCDXDesk.Form" ""
  WriteRegStr SHCTX "${SUFFIX_KEY}" "" "TCDXDesk.Form"
  ${RefreshShellIcons}
  WriteRegStr SHCTX "${UNINSTALL_KEY}" "DisplayName" "${NAME}"
  WriteRegStr SHCTX "${UNINSTALL_KEY}" "DisplayVersion" "${VERSION}"
  WriteRegStr SHCTX "${UNINSTALL_KEY}" "DisplayIcon" "$INSTDIR\${EXE},0"
  WriteRegStr SHCTX "${UNINSTALL_KEY}" "Publisher" "${PUBLISHER}"
  WriteRegStr SHCTX "${UNINSTALL_KEY}" "URLInfoAbout" "${HOMEPAGE}"
  WriteRegStr SHCTX "${UNINSTALL_KEY}" "InstallLocation" "$INSTDIR"
  WriteRegStr SHCTX "${UNINSTALL_KEY}" "UninstallString" '"$INSTDIR\${UNINSTALLER}" /$MultiUser.InstallMode'
  WriteRegStr SHCTX "${UNINSTALL_KEY}" "QuietUninstallString" '"$INSTDIR\${UNINSTALLER}" /$MultiUser.InstallMode /S'
  WriteRegDWORD SHCTX "${UNINSTALL_KEY}" "NoModify" 1
  WriteRegDWORD SHCTX "${UNINSTALL_KEY}" "NoRepair" 1
  ${GetSize} "$INSTDIR" "/S=0K" $0 $1 $2
  WriteRegDWORD SHCTX "${UNINSTALL_KEY}" "EstimatedSize" $0
SectionEnd

Section /o "$(Desktop)" DESKTOP
  CreateShortcut "$DESKTOP\${NAME}.lnk" "$INSTDIR\${EXE}" "" "$INSTDIR\${EXE}" 0
SectionEnd

Function SelectDesktop
  !insertmacro SelectSection ${DESKTOP}
FunctionEnd

; Not with the rights of the installer: the program's data belong to who works with it.
Function StartProgram
  Exec '"$WINDIR\explorer.exe" "$INSTDIR\${EXE}"'
FunctionEnd

Function un.onInit
  SetRegView 64
  !insertmacro MULTIUSER_UNINIT
FunctionEnd

Section "Uninstall"
  Call un.CloseProgram
  Call un.DeleteData
  Delete "$INSTDIR\${EXE}"
  Delete "$INSTDIR\${COM}"
  Delete "$INSTDIR\LICENSE-MIT.txt"
  Delete "$INSTDIR\LICENSE-APACHE.txt"
  Delete "$INSTDIR\inter-OFL.txt"
  Delete "$INSTDIR\phosphor-LICENSE.txt"
  Delete "$INSTDIR\third-party.txt"
  Delete "$INSTDIR\${UNINSTALLER}"
  ; Only if nothing else lies there.
  RMDir "$INSTDIR"
  Delete "$SMPROGRAMS\${NAME}.lnk"
  Delete "$DESKTOP\${NAME}.lnk"
  DeleteRegKey SHCTX "${APP_PATHS_KEY}"
  DeleteRegKey SHCTX "${FORM_KEY}"
  ReadRegStr $0 SHCTX "${SUFFIX_KEY}" ""
  ${If} $0 == "TCDXDesk.Form"
    DeleteRegValue SHCTX "${SUFFIX_KEY}" ""
  ${EndIf}
  DeleteRegValue SHCTX "${SUFFIX_KEY}\OpenWithProgids" "TCDXDesk.Form"
  DeleteRegKey /ifempty SHCTX "${SUFFIX_KEY}\OpenWithProgids"
  DeleteRegKey /ifempty SHCTX "${SUFFIX_KEY}"
  ${RefreshShellIcons}
  DeleteRegKey SHCTX "${UNINSTALL_KEY}"
SectionEnd

; Of this user alone, and only when told to: by a person who was asked, or by /DELETEDATA.
Function un.DeleteData
  SetShellVarContext current
  StrCpy $0 "$LOCALAPPDATA\tcdx-desk"
  ${If} $MultiUser.InstallMode == "AllUsers"
    SetShellVarContext all
  ${EndIf}
  ${IfNot} ${FileExists} "$0\*.*"
    Return
  ${EndIf}
  ${GetParameters} $1
  ClearErrors
  ${GetOptions} $1 "/DELETEDATA" $2
  ${IfNot} ${Errors}
    Goto delete
  ${EndIf}
  MessageBox MB_YESNO|MB_ICONQUESTION|MB_DEFBUTTON2 "$(DeleteData)" /SD IDNO IDYES delete
  Return
  delete:
    RMDir /r "$0"
FunctionEnd
