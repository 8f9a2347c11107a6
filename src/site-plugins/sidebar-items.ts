import type { PluginOptions } from '@docusaurus/plugin-content-docs';

type Generator = PluginOptions['sidebarItemsGenerator'];
type Item = Awaited<ReturnType<Generator>>[number];

/**
 * Sidebar items of a folder without its index page, which the category around them links to. Pages whose front matter names a
 * `subject` stand in a category of that name, in the order in which subjects first come.
 */
export const folderItems: Generator = async ({ defaultSidebarItemsGenerator, ...folder }) => {
  const items = await defaultSidebarItemsGenerator(folder);
  const subjects = new Map(folder.docs.map(({ id, frontMatter }) => [id, (frontMatter as { readonly subject?: string }).subject]));
  return bySubject(
    items.filter(item => !(item.type === 'doc' && item.id === `${folder.item.dirName}/index`)),
    item => (item.type === 'doc' ? subjects.get(item.id) : undefined),
  );
};

function bySubject(items: readonly Item[], subjectOf: (item: Item) => string | undefined): Item[] {
  const categories = new Map<string, Item[]>();
  const grouped: Item[] = [];
  for (const item of items) {
    const subject = subjectOf(item);
    const known = subject === undefined ? undefined : categories.get(subject);
    if (known) known.push(item);
    else if (subject === undefined) grouped.push(item);
    else {
      const members = [item];
      categories.set(subject, members);
      grouped.push({ type: 'category', label: subject, items: members, collapsed: true, collapsible: true });
    }
  }
  return grouped;
}
