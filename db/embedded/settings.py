"""What the embedded server is told: durable, small, reached by one socket, silent about people."""

from pathlib import Path

# Each setting with its reason beside it; what is not here is PostgreSQL's own default.
_SETTINGS = {
    # Reached through a socket in a folder only its owner may enter, never over the network.
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "password_encryption": "scram-sha-256",
    # A posting acknowledged is a posting on disk.
    "fsync": "on",
    "synchronous_commit": "on",
    "full_page_writes": "on",
    # One desk, not a data centre: few sessions, little memory, no idle workers.
    "max_connections": "40",
    "shared_buffers": "128MB",
    "work_mem": "16MB",
    "maintenance_work_mem": "64MB",
    "max_wal_size": "1GB",
    "min_wal_size": "80MB",
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "max_worker_processes": "2",
    "max_logical_replication_workers": "0",
    "jit": "off",
    # Containers often have 64 MB of shared memory, which one parallel hash join can fill.
    "max_parallel_workers_per_gather": "0",
    # The book's own clock is set in every act; the server's is for the log alone.
    "timezone": "Europe/London",
    "log_timezone": "Europe/London",
    # A session whose terminal vanished must not hold its locks.
    "tcp_keepalives_idle": "60",
    "client_connection_check_interval": "10s",
    # The log names faults of the server, never what was asked or of whom: messages of level
    # ERROR can quote a name that was keyed, DETAIL a whole row, so neither is written.
    "log_min_messages": "log",
    "log_min_error_statement": "panic",
    "log_error_verbosity": "terse",
    "log_statement": "none",
    "log_min_duration_statement": "-1",
    "log_parameter_max_length": "0",
    "log_parameter_max_length_on_error": "0",
    "log_connections": "off",
    "log_disconnections": "off",
    "log_checkpoints": "off",
    "log_line_prefix": "%t ",
    # Told often, so that whoever waits for crash recovery sees it move.
    "log_startup_progress_interval": "1s",
    "logging_collector": "on",
    "log_filename": "server-%Y%m%d-%H%M%S.log",
    "log_file_mode": "0600",
    "log_rotation_age": "7d",
    "log_rotation_size": "1MB",
}

# Settings a major version brought; an older server would refuse to start over them.
_SINCE = {18: {"io_method": "sync"}}


def settings_text(major: int, socket: Path, logs: Path) -> str:
    """What a server of `major` is told on top of what initdb found out about the machine."""
    told = dict(_SETTINGS, unix_socket_directories=str(socket), log_directory=str(logs))
    for since, extra in _SINCE.items():
        if major >= since:
            told |= extra
    lines = [f"{name} = {quoted(value)}" for name, value in told.items()]
    return (
        "# Written at every start; put settings of your own into own.conf beside this file.\n"
        + ("\n".join(lines) + "\ninclude_if_exists = 'own.conf'\n")
    )


def entry_text() -> str:
    """The whole pg_hba.conf: everybody by the socket, everybody by password."""
    return "local all all scram-sha-256\n"


def quoted(value: str) -> str:
    """A value as postgresql.conf wants it."""
    return "'" + value.replace("\\", "\\\\").replace("'", "''") + "'"
