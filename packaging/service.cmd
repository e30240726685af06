@echo off
rem Starts Zhanggui with this computer, before anybody signs in, as a scheduled task. Run as administrator.
rem   service.cmd install [--lan]     service.cmd remove
cd /d "%~dp0"
if "%1"=="remove" goto remove
if not "%1"=="install" (echo usage: service.cmd install [--lan] ^| remove & exit /b 2)
schtasks /create /f /tn Zhanggui /sc onstart /ru "NT AUTHORITY\LOCAL SERVICE" /tr "\"%~dp0zhanggui.exe\" serve --data \"%ProgramData%\Zhanggui\" %2" || exit /b 1
if not exist "%ProgramData%\Zhanggui" mkdir "%ProgramData%\Zhanggui"
icacls "%ProgramData%\Zhanggui" /inheritance:r /grant "NT AUTHORITY\LOCAL SERVICE:(OI)(CI)F" /grant "BUILTIN\Administrators:(OI)(CI)F"
if "%2"=="--lan" netsh advfirewall firewall add rule name=Zhanggui dir=in action=allow protocol=TCP localport=5080 profile=private,domain
schtasks /run /tn Zhanggui
exit /b 0
:remove
schtasks /end /tn Zhanggui
schtasks /delete /f /tn Zhanggui
netsh advfirewall firewall delete rule name=Zhanggui
