import MDXComponents from '@theme-original/MDXComponents';
import ScrollTable from '../components/ScrollTable.tsx';
import SectionHeading from '../components/SectionHeading.tsx';

/** What Markdown elements become on a page: Docusaurus' own, but for tables and headings of sections. */
export default { ...MDXComponents, h2: SectionHeading, table: ScrollTable };
