import type { Nodes, Table } from 'mdast';

/**
 * The HTML of blocks that pages are made of, for readers outside the site. `addressOf` gives the whole address of a
 * link's target. What has no form here is told by its text alone.
 */
export function htmlOf(nodes: readonly Nodes[], addressOf: (url: string) => string): string {
  const inside = (children: readonly Nodes[]) => htmlOf(children, addressOf);
  return nodes.map((node): string => {
    switch (node.type) {
      case 'text':
        return escapeMarkup(node.value);
      case 'inlineCode':
        return `<code>${escapeMarkup(node.value)}</code>`;
      case 'code':
        return `<pre><code>${escapeMarkup(node.value)}</code></pre>`;
      case 'paragraph':
        return `<p>${inside(node.children)}</p>`;
      case 'strong':
        return `<strong>${inside(node.children)}</strong>`;
      case 'emphasis':
        return `<em>${inside(node.children)}</em>`;
      case 'blockquote':
        return `<blockquote>${inside(node.children)}</blockquote>`;
      case 'link':
        return `<a href="${escapeMarkup(addressOf(node.url))}">${inside(node.children)}</a>`;
      case 'list': {
        const items = node.children.map((item) => `<li>${inside(item.children)}</li>`).join('');
        if (!node.ordered) return `<ul>${items}</ul>`;
        return `<ol${node.start !== null && node.start !== undefined && node.start !== 1 ? ` start="${node.start}"` : ''}>${items}</ol>`;
      }
      case 'table':
        return tableOf(node, inside);
      default:
        return 'children' in node ? inside(node.children as Nodes[]) : 'value' in node ? escapeMarkup(node.value) : '';
    }
  }).join('');
}

/** A text as it stands in HTML or XML, in an attribute too. What XML 1.0 cannot hold becomes U+FFFD. */
export function escapeMarkup(value: string): string {
  return value
    .replace(/[\p{Cs}\uFFFE\uFFFF]|(?![\n\t])[\0-\x1F]/gu, '\uFFFD')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}

function tableOf({ children: [head, ...rows] }: Table, inside: (children: readonly Nodes[]) => string): string {
  const row = (cells: Table['children'][number] | undefined, name: 'th' | 'td') => `<tr>${(cells?.children ?? []).map((cell) => `<${name}>${inside(cell.children)}</${name}>`).join('')}</tr>`;
  return `<table><thead>${row(head, 'th')}</thead><tbody>${rows.map((cells) => row(cells, 'td')).join('')}</tbody></table>`;
}
