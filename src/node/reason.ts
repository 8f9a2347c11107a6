/** What a failed system call says, in words. */
export function reason(error: unknown): string {
  const code = (error as { code?: string }).code;
  const words: Record<string, string> = {
    EACCES: 'no permission', EPERM: 'no permission', ENOENT: 'it is not there', ENOSPC: 'the disk is full', EROFS: 'the file system is read-only',
    EISDIR: 'it is a folder', ENOTDIR: 'a part of its path is a file', EMFILE: 'too many open files', EDQUOT: 'the disk quota is used up',
  };
  return (code !== undefined && words[code]) || (error instanceof Error ? error.message : String(error));
}
