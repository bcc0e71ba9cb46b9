; electron-builder puts the kind of file into the registry of Windows by itself, but not the addresses that begin with fieldhook:
!macro customInstall
  WriteRegStr SHELL_CONTEXT "Software\Classes\fieldhook" "" "URL:Fieldhook"
  WriteRegStr SHELL_CONTEXT "Software\Classes\fieldhook" "URL Protocol" ""
  WriteRegStr SHELL_CONTEXT "Software\Classes\fieldhook\shell\open\command" "" '"$appExe" "%1"'
!macroend

!macro customUnInstall
  DeleteRegKey SHELL_CONTEXT "Software\Classes\fieldhook"
  ; An update takes the old version away first: that Fieldhook starts with the computer stays then.
  ${ifNot} ${isUpdated}
    DeleteRegValue HKCU "Software\Microsoft\Windows\CurrentVersion\Run" "app.fieldhook.desktop"
  ${endIf}
!macroend
