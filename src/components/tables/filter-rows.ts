/**
 * Hides the rows of all tables in `article` that lack one of the words of `text`, in any letter case, or do not name `platform`
 * in their second cell; an empty text or platform asks for nothing. A section whose tables have no row left is hidden with its
 * heading. Gives the number of rows shown, and of all.
 */
export function filterRows(article: Element, text: string, platform: string): { shown: number; all: number } {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  let shown = 0;
  let all = 0;
  for (const table of article.querySelectorAll('table')) {
    let left = 0;
    for (const row of table.querySelectorAll<HTMLTableRowElement>('tbody tr')) {
      const content = (row.textContent ?? '').toLowerCase();
      const fits = words.every((word) => content.includes(word)) && (row.cells[1]?.textContent ?? '').includes(platform);
      row.hidden = !fits;
      all++;
      if (fits) left++;
    }
    shown += left;
    for (const part of sectionOf(table)) part.hidden = left === 0;
  }
  return { shown, all };
}

/** The elements from the heading above a table down to the table itself. */
function sectionOf(table: HTMLTableElement): HTMLElement[] {
  const parts: HTMLElement[] = [];
  let part: Element | null = table.closest('.table-frame') ?? table;
  while (part instanceof HTMLElement) {
    parts.push(part);
    if (part.tagName === 'H2') break;
    part = part.previousElementSibling;
  }
  return parts;
}
