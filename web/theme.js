// A classic script, so that it runs before the first paint: a chosen theme never flashes the other one.
(() => {
  try {
    const theme = localStorage.getItem("portico-theme");
    if (theme === "light" || theme === "dark") document.documentElement.dataset.theme = theme;
  } catch {
    // Storage is blocked: the system's theme stays.
  }
})();
