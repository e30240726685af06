@echo off
rem Starts Zhanggui and opens the browser.  start.cmd --lan serves the whole office network.
chcp 65001 >nul
cd /d "%~dp0"
if "%ZHANGGUI_DATA_DIR%"=="" set ZHANGGUI_DATA_DIR=data
zhanggui.exe serve --open %*
if errorlevel 1 pause
