/** The attribute of the root element that hides the playground of a built page until its address is read: the HTML holds other SQL than the link. */
const linkedAttribute = 'data-linked';

/** A script for the head of the built page: where its address says what to show, what the HTML shows instead stays hidden. */
export const hideLinked = `if(location.hash.length>1)document.documentElement.setAttribute(${JSON.stringify(linkedAttribute)},"")`;

/** Shows the playground, whose state is by now that of the address. */
export function showLinked(): void {
  document.documentElement.removeAttribute(linkedAttribute);
}
