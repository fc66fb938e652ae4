"""Ids as clients see them: one byte for the type and sixteen of the row's key, base64url without padding (K10)."""
import base64
import binascii
import uuid

CODES = {"Organization": 1, "Partnership": 2, "User": 3, "Membership": 4, "Assignment": 5, "Customer": 6,
         "Contact": 7, "Lead": 8, "Invoice": 9, "InvoiceLine": 10, "Product": 11, "ReportingPeriod": 12, "Usage": 13,
         "Contract": 14, "ContractValue": 15, "Task": 16, "CustomerPortal": 17, "PortalUser": 18,
         "Engagement": 19, "ChurnAssessment": 20, "ChurnFactor": 21, "PartnerKitAsset": 22,
         "AuditEvent": 23, "AuditDetail": 24, "AuditChange": 25, "ApiKey": 26,
         "Mail": 28, "Session": 29, "CustomerRead": 30, "IdentityProvider": 31, "IdentityDomain": 32,
         "NotificationPreference": 34, "UsageReading": 35, "Delivery": 36}
TYPES = {code: type for type, code in CODES.items()}


def global_id(type, row):
    """The id of a row."""
    return base64.urlsafe_b64encode(bytes([CODES[type]]) + uuid.UUID(row).bytes).rstrip(b"=").decode()


def parsed(text):
    """The type and key that an id names; None for whatever isn't the one spelling of an id."""
    try:
        data = base64.urlsafe_b64decode(text + "=")
        type, row = TYPES[data[0]], str(uuid.UUID(bytes=data[1:]))
    except (binascii.Error, ValueError, KeyError, IndexError):
        return None
    return (type, row) if global_id(type, row) == text else None


def row_id(type, text):
    """The key of a row of a type; None for every other id."""
    found = parsed(text)
    return found[1] if found and found[0] == type else None
