/** Bivariant on purpose: a listener for `click` may take a MouseEvent. */
type Listener = { bivariant(event: Event): void }['bivariant'];
export type Attributes = Record<string, string | number | boolean | null | undefined | Listener>;
export type Child = Node | string | number | null | undefined | false | readonly Child[];

function furnish(element: Element, attributes: Attributes, children: readonly Child[]): void {
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === 'function') element.addEventListener(name.replace(/^on/, ''), value);
    else if (value === true) element.setAttribute(name, '');
    else if (value !== false && value !== null && value !== undefined) element.setAttribute(name, String(value));
  }
  add(element, children);
}

/** Appends children; nothing for null, undefined and false. */
export function add(parent: Node, children: Child): void {
  if (children === null || children === undefined || children === false) return;
  if (Array.isArray(children)) for (const child of children as readonly Child[]) add(parent, child);
  else parent.appendChild(children instanceof Node ? children : document.createTextNode(String(children)));
}

/** An HTML element: `h('p', { class: 'hint', onclick: f }, 'text', child)`. */
export function h<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Attributes = {},
  ...children: Child[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  furnish(element, attributes, children);
  return element;
}

/** The same for SVG. */
export function svg<K extends keyof SVGElementTagNameMap>(
  tag: K,
  attributes: Attributes = {},
  ...children: Child[]
): SVGElementTagNameMap[K] {
  const element = document.createElementNS('http://www.w3.org/2000/svg', tag);
  furnish(element, attributes, children);
  return element;
}

/** A custom property: the page's policy forbids style attributes, not this. */
export function withVariable<E extends HTMLElement>(element: E, name: string, value: string): E {
  element.style.setProperty(name, value);
  return element;
}
