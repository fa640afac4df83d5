// A chart is saved as it is on the screen. On a dark page it would be a dark picture on white paper:
// the colours of the palette are saved as the light ones, and what is grey is turned over.
// A picture has no fonts of its own, and in a wider one labels would be cut: it takes along those of the page.
(() => {
  const light = PALETTE;
  const lightest = 250;
  const colours = /(\d+), ?(\d+), ?(\d+)(?=[,)])/g;
  const written = XMLSerializer.prototype.serializeToString;
  if (written.savesLight) return;

  const mean = (parts) => parts.reduce((sum, part) => sum + part, 0) / parts.length;
  const partsOf = (text) => (text.match(/\d+/g) || []).slice(0, 3).map(Number);

  function turned(text, parts, darkest) {
    const known = light[parts.join(", ")];
    if (known) return known;
    if (Math.max(...parts) - Math.min(...parts) > 40) return text;
    const grey = 255 * (1 - (mean(parts) - darkest) / (lightest - darkest));
    const turnedOver = Math.round(Math.min(255, Math.max(0, grey)));
    return [turnedOver, turnedOver, turnedOver].join(", ");
  }

  // How bright the ground of a drawing is, from 0 to 255; one without a ground is as good as light.
  function brightness(drawing) {
    const ground = drawing.querySelector("rect");
    const parts = ground ? partsOf(ground.style.fill) : [];
    return parts.length === 3 ? mean(parts) : 255;
  }

  const faces = { normal: "", italic: "" };

  async function keepFace(rule) {
    const style = rule.style.getPropertyValue("font-style") === "italic" ? "italic" : "normal";
    const address = /url\("?([^")]+)"?\)/.exec(rule.style.getPropertyValue("src"));
    if (!address || faces[style]) return;
    const file = await (await fetch(new URL(address[1], rule.parentStyleSheet.href || document.baseURI))).blob();
    const data = await new Promise((done) => {
      const reader = new FileReader();
      reader.onload = () => done(reader.result);
      reader.readAsDataURL(file);
    });
    faces[style] = `@font-face{font-family:${rule.style.getPropertyValue("font-family")};font-style:${style};` +
      `font-weight:200 900;src:url(${data})}`;
  }

  for (const sheet of document.styleSheets) {
    for (const rule of sheet.cssRules) {
      if (rule instanceof CSSFontFaceRule && rule.cssText.includes("Source Sans")) keepFace(rule);
    }
  }

  function withFaces(text) {
    const worn = faces.normal + (text.includes("italic") ? faces.italic : "");
    // Written so that the page's own cleaning of markup sees no tag in a script.
    return text.replace(/^\u003csvg[^>]*>/, (start) => `${start}\u003cstyle>${worn}\u003c/style>`);
  }

  XMLSerializer.prototype.serializeToString = function (node) {
    const text = written.call(this, node);
    if (!(node instanceof SVGElement && node.classList.contains("main-svg"))) return text;
    const darkest = brightness(node);
    const lit = darkest < 128 ? text.replace(colours, (colour) => turned(colour, partsOf(colour), darkest)) : text;
    return withFaces(lit);
  };
  XMLSerializer.prototype.serializeToString.savesLight = true;
})();
