// @ts-check
import { svg, html } from "lit";

const SHAPES = {
  logo: svg`<path d="M3.5 4h7a3 3 0 0 1 3 3v1a3 3 0 0 1-3 3H8l-3 2.2V11H3.5z"/><path d="M6 7h4"/>`,
  search: svg`<circle cx="7" cy="7" r="4.2"/><path d="m10.2 10.2 3.3 3.3"/>`,
  chart: svg`<path d="M3 13.2h10M4.5 10.5v-3M8 10.5V3.5M11.5 10.5V6"/>`,
  plus: svg`<path d="M8 3.2v9.6M3.2 8h9.6"/>`,
  lock: svg`<rect x="3.2" y="7" width="9.6" height="6.3" rx="1.6"/><path d="M5.3 7V5.2a2.7 2.7 0 0 1 5.4 0V7"/>`,
  wallet: svg`<rect x="2.2" y="3.6" width="11.6" height="9" rx="2"/><path d="M2.2 6.4h11.6M10.4 9.6h1.2"/>`,
  mute: svg`<path d="M4 10.600V7a4 4 0 0 1 6.400-3.200M12 7.400v3.200l1 1.400H5.400M6.600 13.600h2.800M2.800 2.800l10.400 10.400"/>`,
  bell: svg`<path d="M3 12h10l-1-1.400V7a4 4 0 0 0-8 0v3.600zM6.600 13.800h2.800"/>`,
  unread: svg`<path d="M9.200 3.200H2.600v7.600H4v2.400l3-2.400h6.400V7.400"/><circle cx="12.600" cy="3.800" r="1.600"/>`,
  close: svg`<path d="m4 4 8 8M12 4l-8 8"/>`,
  gear: svg`<circle cx="8" cy="8" r="2.1"/><path d="M8 1.9v1.8M8 12.3v1.8M1.9 8h1.8M12.3 8h1.8M3.7 3.7 5 5M11 11l1.3 1.3M12.3 3.7 11 5M5 11l-1.3 1.3"/>`,
  at: svg`<circle cx="8" cy="8" r="2.5"/><path d="M10.5 5.5v3.2a1.6 1.6 0 0 0 3.2 0V8A5.7 5.7 0 1 0 11 12.8"/>`,
  bolt: svg`<path d="M8.8 2 3.6 9h3.6l-.8 5 5.2-7H8z"/>`,
  down: svg`<path d="m4 6.2 4 4 4-4"/>`,
  up: svg`<path d="M8 13V3.4M3.8 7.4 8 3.2l4.2 4.2"/>`,
  left: svg`<path d="M13 8H3.4M7.4 3.8 3.2 8l4.2 4.2"/>`,
  check: svg`<path d="m3.2 8.4 3.2 3.2 6.4-7"/>`,
  turns: svg`<path d="M13 6.5A5.2 5.2 0 0 0 3.6 5.2M3 9.5a5.2 5.2 0 0 0 9.4 1.3M3.4 2.6v2.8h2.8M12.6 13.4v-2.8H9.8"/>`,
  shield: svg`<path d="M8 2 3.2 3.8v3.6c0 3 2 5.2 4.8 6.4 2.800-1.200 4.800-3.400 4.800-6.400V3.800z"/>`,
  stop: svg`<rect x="5" y="5" width="6" height="6" rx="1"/>`,
  copy: svg`<rect x="5.6" y="5.600" width="7.600" height="7.600" rx="1.600"/><path d="M10.400 3.400A1.600 1.600 0 0 0 9 2.800H4.400a1.600 1.600 0 0 0-1.600 1.600V9c0 .600.300 1.100.800 1.400"/>`,
  reply: svg`<path d="M6.600 3.600 2.800 7.400l3.800 3.800M3 7.400h6.200a4 4 0 0 1 4 4v1"/>`,
  smile: svg`<circle cx="8" cy="8" r="5.800"/><path d="M5.600 9.600a3 3 0 0 0 4.800 0M6 6.400v.2M10 6.400v.2"/>`,
  pen: svg`<path d="m3 13 .6-3L10.800 2.800l2.400 2.400L6 12.400z"/>`,
  trash: svg`<path d="M2.800 4.400h10.400M6.200 4.400V3h3.600v1.400M4.200 4.400l.6 8.800h6.400l.6-8.800"/>`,
  link: svg`<path d="M6.600 9.400a2.600 2.600 0 0 0 3.800 0l2.200-2.200a2.700 2.700 0 0 0-3.800-3.800l-.8.8M9.400 6.600a2.600 2.600 0 0 0-3.800 0L3.400 8.800a2.700 2.700 0 0 0 3.800 3.800l.8-.8"/>`,
  clock: svg`<circle cx="8" cy="8" r="5.800"/><path d="M8 4.800V8l2.200 1.400"/>`,
  warn: svg`<path d="M8 2.800 2.400 12.800h11.200zM8 6.600v2.800M8 11.200v.1"/>`,
  people: svg`<circle cx="6" cy="5.400" r="2.400"/><path d="M1.800 13a4.200 4.200 0 0 1 8.400 0M10.600 3.200a2.400 2.400 0 0 1 0 4.400M12 9.400a4.200 4.200 0 0 1 2.200 3.600"/>`,
  chat: svg`<path d="M2.600 3.200h10.800v7.600H7L4 13.200v-2.400H2.600z"/>`,
  panel: svg`<rect x="2.200" y="3" width="11.600" height="10" rx="2"/><path d="M9.800 3v10"/>`,
  image: svg`<rect x="2.200" y="3" width="11.600" height="10" rx="2"/><path d="m4.400 11 2.800-3 2 2 1.400-1.400 1.800 2"/>`,
  sun: svg`<circle cx="8" cy="8" r="2.800"/><path d="M8 1.800v1.400M8 12.800v1.400M1.800 8h1.400M12.800 8h1.400M3.600 3.600l1 1M11.400 11.400l1 1M12.400 3.600l-1 1M4.600 11.400l-1 1"/>`,
};

/** @param {keyof typeof SHAPES} name */
export const icon = (name) => html`<svg class="icon" viewBox="0 0 16 16" aria-hidden="true">${SHAPES[name]}</svg>`;
