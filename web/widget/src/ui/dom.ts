type Attributes = Record<string, string | number | boolean | null | undefined | ((event: never) => void)>;

/** Makes an element. Text children become text nodes: nothing a visitor or agent wrote is ever parsed as markup. */
export const h = <K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Attributes = {},
  ...children: (Node | string | null | false | undefined)[]
): HTMLElementTagNameMap[K] => {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === 'function') {
      element.addEventListener(name.slice(2), value as EventListener);
    } else if (value === true) {
      element.setAttribute(name, '');
    } else if (value !== false && value !== null && value !== undefined) {
      element.setAttribute(name, String(value));
    }
  }

  put(element, ...children);
  return element;
};

export const put = (parent: Element, ...children: (Node | string | null | false | undefined)[]): void => {
  for (const child of children) {
    if (child !== null && child !== false && child !== undefined) {
      parent.append(child);
    }
  }
};

/** An icon drawn by us, from one path on a 24-unit square. */
export const icon = (path: string): SVGSVGElement => {
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  svg.setAttribute('viewBox', '0 0 24 24');
  svg.setAttribute('aria-hidden', 'true');
  const line = document.createElementNS('http://www.w3.org/2000/svg', 'path');
  line.setAttribute('d', path);
  svg.append(line);
  return svg;
};

export const icons = {
  chat: 'M4 5h16v11H9l-5 4z',
  close: 'M6 6l12 12M18 6L6 18',
  down: 'M6 9l6 6 6-6',
  send: 'M4 12l16-8-6 16-3-7z',
  smile: 'M12 3a9 9 0 100 18 9 9 0 000-18zM9 10v.5M15 10v.5M8 14.5c2 2.6 6 2.6 8 0',
  clip: 'M20 11l-8.5 8.5a5 5 0 01-7-7L13 4a3.3 3.3 0 015 5l-8.500 8.500a1.700 1.700 0 01-2.500-2.500L14.500 8',
  file: 'M6 3h8l4 4v14H6zM14 3v4h4',
  bell: 'M6 16V11a6 6 0 0112 0v5l1.500 2h-15zM10 21h4',
  bellOff: 'M6 16V11a6 6 0 019-5M18 11v5l1.500 2H8M10 21h4M4 4l16 16',
};
