// Only the page says that it is ready: classic Outlook for Windows runs launch.js alone and never answers this call.
Office.onReady();
