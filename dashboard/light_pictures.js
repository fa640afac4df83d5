// A chart is saved as it is on the screen. On a dark page it would be a dark picture on white paper:
// the colours of the palette are saved as the light ones, and what is grey is turned over.
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

  XMLSerializer.prototype.serializeToString = function (node) {
    const text = written.call(this, node);
    const isChart = node instanceof SVGElement && node.classList.contains("main-svg");
    const darkest = isChart ? brightness(node) : 255;
    return darkest < 128 ? text.replace(colours, (colour) => turned(colour, partsOf(colour), darkest)) : text;
  };
  XMLSerializer.prototype.serializeToString.savesLight = true;
})();
