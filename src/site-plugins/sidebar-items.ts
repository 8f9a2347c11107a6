import type { PluginOptions } from '@docusaurus/plugin-content-docs';

/** Sidebar items of a folder without its index page, which the category around them links to. */
export const withoutIndex: PluginOptions['sidebarItemsGenerator'] = async ({ defaultSidebarItemsGenerator, ...folder }) => {
  const items = await defaultSidebarItemsGenerator(folder);
  return items.filter(item => !(item.type === 'doc' && item.id === `${folder.item.dirName}/index`));
};
