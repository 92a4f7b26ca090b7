const forbidden = "script,style,iframe,object,embed,form,link,meta,base,svg,math,template";

/** What may stand in a draft: nothing that runs, loads a page or sends. Pasted and inserted text goes through here. */
export function clean(html: string): string {
  const document = new DOMParser().parseFromString(html, "text/html");
  for (const e of document.querySelectorAll(forbidden)) e.remove();
  for (const e of document.querySelectorAll("*"))
    for (const { name, value } of [...e.attributes])
      if (name.startsWith("on") || (/^(href|src|action|formaction|xlink:href)$/i.test(name) && /^\s*(javascript|vbscript):/i.test(value))) e.removeAttribute(name);
  return document.body.innerHTML;
}

export const escape = (text: string) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");

/** Lines of text as Outlook writes them. */
export const paragraphs = (text: string) =>
  text
    .split(/\r?\n/)
    .map((line) => `<div>${line ? escape(line) : "<br>"}</div>`)
    .join("");

/** What a reader would see: laid out off-screen, because a detached document has no lines. */
export function textOf(html: string): string {
  const sheet = document.createElement("div");
  sheet.setAttribute("aria-hidden", "true");
  sheet.style.cssText = "position:fixed;left:-10000px;width:700px;white-space:normal";
  sheet.innerHTML = clean(html);
  for (const image of sheet.querySelectorAll("img")) image.remove();
  document.body.append(sheet);
  const text = sheet.innerText;
  sheet.remove();
  return text.replaceAll("\u00a0", " ");
}
