/* Limits and a filter of system calls; the contract is in sandbox.h. */
#include "libexec/sandbox.h"

#include <errno.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <stddef.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>

/* AddressSanitizer reserves terabytes of addresses, and uses none of them. */
#if defined(__SANITIZE_ADDRESS__)
#define ADDRESS_SANITIZER 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define ADDRESS_SANITIZER 1
#endif
#endif

#if defined(__x86_64__)
#define ARCH AUDIT_ARCH_X86_64
#elif defined(__aarch64__)
#define ARCH AUDIT_ARCH_AARCH64
#elif defined(__riscv) && __riscv_xlen == 64
#define ARCH AUDIT_ARCH_RISCV64
#endif

static int limit(__rlimit_resource_t what, rlim_t value)
{
	return setrlimit(what, &(struct rlimit){value, value}) < 0 ? -errno : 0;
}

static int set_limits(void)
{
	enum { MB = 1024 * 1024 };
	int r = limit(RLIMIT_CPU, SANDBOX_CPU_S);

	if (r == 0)
		r = limit(RLIMIT_FSIZE, (rlim_t)SANDBOX_OUT_MB * MB);
	if (r == 0)
		r = limit(RLIMIT_NOFILE, 0);
	if (r == 0)
		r = limit(RLIMIT_CORE, 0);
#ifndef ADDRESS_SANITIZER
	if (r == 0)
		r = limit(RLIMIT_AS, (rlim_t)SANDBOX_MEMORY_MB * MB);
#endif
	return r;
}

#ifdef ARCH

#define FIELD(name) (offsetof(struct seccomp_data, name))
#define LOAD(offset)                                                           \
	BPF_STMT((unsigned short)(BPF_LD | BPF_W | BPF_ABS),                   \
		(unsigned int)(offset))
#define ANSWER(what)                                                           \
	BPF_STMT((unsigned short)(BPF_RET | BPF_K), (unsigned int)(what))
#define ALLOW(call)                                                            \
	BPF_JUMP((unsigned short)(BPF_JMP | BPF_JEQ | BPF_K),                  \
		(unsigned int)(call), 0, 1),                                   \
		ANSWER(SECCOMP_RET_ALLOW)

/* Memory, but none that can be executed. */
#define ALLOW_DATA(call)                                                       \
	BPF_JUMP((unsigned short)(BPF_JMP | BPF_JEQ | BPF_K),                  \
		(unsigned int)(call), 0, 5),                                   \
		LOAD(FIELD(args[2])),                                          \
		BPF_JUMP((unsigned short)(BPF_JMP | BPF_JSET | BPF_K),         \
			PROT_EXEC, 0, 1),                                      \
		ANSWER(SECCOMP_RET_ERRNO | EPERM), ANSWER(SECCOMP_RET_ALLOW),  \
		LOAD(FIELD(nr))

/* What is not allowed fails with EPERM instead of ending the process: ICU
 * looks for its zone file and goes on without. */
static int filter_calls(void)
{
	struct sock_filter code[] = {
		LOAD(FIELD(arch)),
		BPF_JUMP((unsigned short)(BPF_JMP | BPF_JEQ | BPF_K), ARCH, 1,
			0),
		ANSWER(SECCOMP_RET_KILL_PROCESS),
		LOAD(FIELD(nr)),
		ALLOW(SYS_read),
		ALLOW(SYS_write),
		ALLOW(SYS_brk),
		ALLOW(SYS_munmap),
		ALLOW(SYS_mremap),
		ALLOW(SYS_madvise),
		ALLOW(SYS_futex),
		ALLOW(SYS_getrandom),
		ALLOW(SYS_clock_gettime),
		ALLOW(SYS_rt_sigreturn),
		ALLOW(SYS_sigaltstack), /* sanitizers, at their end */
		ALLOW(SYS_exit),
		ALLOW(SYS_exit_group),
		ALLOW_DATA(SYS_mmap),
		ALLOW_DATA(SYS_mprotect),
		ANSWER(SECCOMP_RET_ERRNO | EPERM),
	};
	struct sock_fprog program = {
		.len = ARRAY_LEN(code),
		.filter = code,
	};

	return prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program) < 0 ? -errno
									: 0;
}

#else

/* Another processor: limits only. */
static int filter_calls(void)
{
	return 0;
}

#endif

int sandbox_enter(void)
{
	int r;

	if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) < 0 ||
		prctl(PR_SET_DUMPABLE, 0, 0, 0, 0) < 0)
		return -errno;
	r = set_limits();
	return r < 0 ? r : filter_calls();
}
