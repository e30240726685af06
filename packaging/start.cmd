@echo off
rem Starts Zhanggui and opens the browser.  start.cmd --lan serves the whole office network.
setlocal
chcp 65001 >nul
cd /d "%~dp0"
if "%ZHANGGUI_DATA_DIR%"=="" set "ZHANGGUI_DATA_DIR=%~dp0data"
"%~dp0zhanggui.exe" serve --open %*
if errorlevel 1 pause
