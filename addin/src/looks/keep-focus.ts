/**
 * Keeps the focus in the page. When what had it is taken away or hidden, it goes to the place that `rest` names; else keyboard and screen
 * reader would begin again at the top. Never while somebody works elsewhere: that would pull her out of Outlook.
 */
export function keepFocus(rest: () => HTMLElement | null): void {
  let last: Element | null = null;
  document.addEventListener("focusin", (event) => {
    last = event.target as Element;
  });
  const look = () => {
    const at = document.activeElement;
    if (!last || !document.hasFocus() || (at !== document.body && at !== last)) return;
    if (last.isConnected && last.getClientRects().length > 0) return;
    rest()?.focus();
  };
  window.addEventListener("resize", look); // a larger text or a smaller window can hide what had it
  new MutationObserver(look).observe(document.body, {
    childList: true,
    subtree: true,
    attributes: true,
    attributeFilter: ["class", "hidden"],
  });
}
