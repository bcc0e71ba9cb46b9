; electron-builder puts the kind of file into the registry of Windows by itself, but not the addresses that begin with fieldhook:
!macro customInstall
  WriteRegStr SHELL_CONTEXT "Software\Classes\fieldhook" "" "URL:Fieldhook"
  WriteRegStr SHELL_CONTEXT "Software\Classes\fieldhook" "URL Protocol" ""
  WriteRegStr SHELL_CONTEXT "Software\Classes\fieldhook\shell\open\command" "" '"$appExe" "%1"'
!macroend

!macro customUnInstall
  DeleteRegKey SHELL_CONTEXT "Software\Classes\fieldhook"
!macroend
