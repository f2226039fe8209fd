// The map's colours for both themes; the CSS tokens' values, because WebGL cannot read CSS. Zones and
// marks keep apart for colour-blind eyes (after Okabe and Ito) and also differ in pattern and shape.
import type { Theme } from "../kit/theme";

export interface Palette {
  water: string;
  land: string;
  shares: [string, string, string, string]; // Of people missing: under 5 %, 25 %, 50 %, and more.
  line: string;
  strong: string;
  ink: string;
  halo: string;
  accent: string;
  held: string;
  zone: { lockdown: string; restricted: string; precautionary: string };
}

export const PALETTES: Record<Theme, Palette> = {
  light: {
    water: "#e6ebef",
    land: "#f7f8f9",
    shares: ["#e9eef3", "#d3dee9", "#b3c6d9", "#8ba8c4"],
    line: "#c3ccd4",
    strong: "#6d7a86",
    ink: "#25303a",
    halo: "#ffffff",
    accent: "#0b5cad",
    held: "#0060a8",
    zone: { lockdown: "#c23b00", restricted: "#a86f00", precautionary: "#1f7fb8" },
  },
  dark: {
    water: "#0c0f12",
    land: "#181d22",
    shares: ["#1f2932", "#283a4a", "#335066", "#426b8a"],
    line: "#333c45",
    strong: "#8593a0",
    ink: "#dfe6ec",
    halo: "#0c0f12",
    accent: "#6cb2ff",
    held: "#5aaef0",
    zone: { lockdown: "#ff7a3d", restricted: "#f0b429", precautionary: "#6cc3f5" },
  },
};
