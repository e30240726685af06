@echo off
rem Zhanggui as a service of Windows: starts with the computer, before anybody signs in. Run as administrator.
rem   service.cmd install [--lan]     installs or upgrades and starts it; --lan serves the whole office network
rem   service.cmd remove              stops and removes it; the data in %ProgramData%\Zhanggui stays
setlocal
cd /d "%~dp0"
set "data=%ProgramData%\Zhanggui"
set "lan="
if /i "%~2"=="--lan" set "lan= --lan"
if /i "%~1"=="remove" goto remove
if /i not "%~1"=="install" goto usage
if "%~2"=="" goto install
if not defined lan goto usage

:install
if not exist "%data%" mkdir "%data%"
sc.exe create Zhanggui binPath= "\"%~dp0zhanggui.exe\" serve --service --data \"%data%\"%lan%" start= auto obj= "NT SERVICE\Zhanggui" DisplayName= "Zhanggui" >nul
if not errorlevel 1 goto rights
rem It is there already: an upgrade, or another way of serving.
call :stop
sc.exe config Zhanggui binPath= "\"%~dp0zhanggui.exe\" serve --service --data \"%data%\"%lan%" start= auto obj= "NT SERVICE\Zhanggui"
if errorlevel 1 goto failed

:rights
rem The service has an account of its own; only it and the administrators may read the data, whoever made the folder.
sc.exe description Zhanggui "The customer-service house of an online shop." >nul
sc.exe failure Zhanggui reset= 86400 actions= restart/2000/restart/10000/restart/60000 >nul
icacls "%data%" /inheritance:r /grant "NT SERVICE\Zhanggui:(OI)(CI)F" "*S-1-5-32-544:(OI)(CI)F" >nul
if errorlevel 1 goto failed
icacls "%~dp0." /grant "NT SERVICE\Zhanggui:(OI)(CI)RX" >nul
if errorlevel 1 goto failed
netsh advfirewall firewall delete rule name=Zhanggui >nul 2>&1
if defined lan netsh advfirewall firewall add rule name=Zhanggui dir=in action=allow protocol=TCP localport=5080 profile=private,domain
sc.exe start Zhanggui >nul
if errorlevel 1 goto failed
echo Installed: http://127.0.0.1:5080/
echo The set-up code is in "%data%\setup-code.txt", the log in "%data%\log\zhanggui.log".
exit /b 0

:remove
call :stop
sc.exe delete Zhanggui
if errorlevel 1 goto failed
netsh advfirewall firewall delete rule name=Zhanggui >nul 2>&1
echo Removed. The data stay in "%data%".
exit /b 0

rem Asks it to stop and waits, at most about half a minute.
:stop
sc.exe stop Zhanggui >nul 2>&1
for /l %%i in (1,1,30) do (
  sc.exe query Zhanggui | find "STOPPED" >nul && exit /b 0
  ping -n 2 127.0.0.1 >nul
)
exit /b 0

:failed
echo.
echo That did not work. Was this window opened as administrator?
exit /b 1

:usage
echo usage: service.cmd install [--lan] ^| remove
exit /b 2
